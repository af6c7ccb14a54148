import { connect } from './parts/live/connection.js';
import { createCorner } from './parts/live/corner.js';
import { openPage } from './parts/live/page.js';

// Put into each page by the preview's server, behind the page's own script, and into no page that is written.
const { version } = (document.currentScript as HTMLScriptElement).dataset;
const become = openPage(version);
const corner = createCorner();
let there = false;

connect(`/-handin/events?page=${encodeURIComponent(location.pathname)}`, {
  onState(state) {
    const { version, html, anchor } = state;
    if (version !== null && html !== null) become({ version, html, anchor });
    there ||= version !== null;
    corner.show(state, there && version === null);
  },
  onLost: corner.lost,
});
