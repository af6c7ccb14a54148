import { connect } from './parts/live/connection.js';
import { createOverlay } from './parts/live/overlay.js';
import { openPage } from './parts/live/page.js';

// The preview server injects this script after the page's own; it is in no page on disk.
const { version } = (document.currentScript as HTMLScriptElement).dataset;
const updatePage = openPage(version);
const overlay = createOverlay();
/** The site has had this page at least once. */
let existed = false;

connect(`/-handin/events?page=${encodeURIComponent(location.pathname)}`, {
  onState(state) {
    const { version, html, anchor } = state;
    if (version !== null && html !== null) updatePage({ version, html, anchor });
    existed ||= version !== null;
    overlay.show(state, existed && version === null);
  },
  onLost: overlay.setDisconnected,
});
