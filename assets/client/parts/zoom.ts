/** Shows a figure at full size over the page. Escape and Back close it, the arrows go to the next and the last one. */
export function startZoom(): void {
  if (typeof HTMLDialogElement === 'undefined') return;
  let viewer: Viewer | undefined;
  document.addEventListener('click', (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.figure-zoom') : null;
    if (!link) return;
    event.preventDefault();
    viewer ??= createViewer();
    viewer.open(link);
  });
}

interface Viewer {
  open(link: HTMLAnchorElement): void;
}

function createViewer(): Viewer {
  const image = element('img', 'zoom-image');
  const stage = element('div', 'zoom-stage', image);
  const caption = element('div', 'zoom-caption');
  const count = element('span', 'zoom-count');
  const previous = button('←', 'Previous figure', () => step(-1));
  const next = button('→', 'Next figure', () => step(1));
  const close = button('Close', null, () => dialog.close());
  const foot = element('div', 'zoom-foot', caption, count, previous, next, close);
  const dialog = element('dialog', 'zoom', stage, foot);
  dialog.setAttribute('aria-label', 'Figure');
  caption.setAttribute('aria-live', 'polite');
  document.body.append(dialog);

  let links: HTMLAnchorElement[] = [];
  let index = 0;
  let entry = false;

  function show(): void {
    const link = links[index];
    if (!link) return;
    const small = link.querySelector('img');
    const figure = link.closest('.figure');
    stage.classList.remove('zoom-full');
    stage.classList.toggle('zoom-transparent', figure?.classList.contains('figure-transparent') ?? false);
    image.src = link.href;
    image.alt = small?.alt ?? '';
    caption.textContent = figure?.querySelector('figcaption')?.textContent ?? image.alt;
    count.textContent = `${index + 1} of ${links.length}`;
    previous.hidden = next.hidden = links.length < 2;
  }

  function step(by: number): void {
    index = (index + by + links.length) % links.length;
    show();
  }

  image.addEventListener('click', () => stage.classList.toggle('zoom-full'));
  stage.addEventListener('click', (event) => {
    if (event.target === stage) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    const scrolls = stage.classList.contains('zoom-full');
    if (scrolls || links.length < 2) return;
    if (event.key === 'ArrowRight') step(1);
    else if (event.key === 'ArrowLeft') step(-1);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener('close', () => {
    const link = links[index];
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest' });
    image.removeAttribute('src');
    if (entry) {
      entry = false;
      history.back();
    }
  });
  addEventListener('popstate', () => {
    entry = false;
    if (dialog.open) dialog.close();
  });

  return {
    open(link) {
      links = [...document.querySelectorAll<HTMLAnchorElement>('a.figure-zoom')];
      index = Math.max(0, links.indexOf(link));
      show();
      dialog.showModal();
      close.focus();
      try {
        history.pushState({ figure: true }, '');
        entry = true;
      } catch {
        // A page in a frame without history: Back then leaves the page, as it would have.
      }
    },
  };
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: Node[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function button(text: string, label: string | null, action: () => void): HTMLButtonElement {
  const made = element('button', 'zoom-button', document.createTextNode(text));
  made.type = 'button';
  if (label) made.setAttribute('aria-label', label);
  made.addEventListener('click', action);
  return made;
}
