// The answer page, without htmx so that it stays small: the frame, and the grid to paint.

import "./frame.js";
import "./answer-grid.js";
import "./live-news.js";
import "./copy-link.js";
