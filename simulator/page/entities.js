// Telegram's formatting: a text and entities (UTF-16 offsets, as JavaScript counts) → DOM nodes.

import { copy, h, pressable } from "./dom.js";
import { formatMoment, formatParts, t } from "./strings.js";

const SAFE_LINK = /^(https?:|mailto:|tel:|tg:)/i;
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SIMPLE = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s",
};

/** Nodes for `text`; `acts` holds what a tap does: command(text), link(url) → true if handled. */
export function render(text, entities, acts) {
  const marks = (entities || [])
    .filter((mark) => mark.length > 0 && mark.offset >= 0 && mark.offset < text.length)
    .map((mark) => ({ ...mark, end: Math.min(mark.offset + mark.length, text.length) }))
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  return span(text, 0, text.length, marks, acts);
}

// Marks are sorted: the first is the outermost at its place; those inside it are rendered by
// recursion, and one that sticks out of its parent is cut there and continued after it.
function span(text, from, to, marks, acts) {
  const nodes = [];
  let at = from;
  let rest = marks;
  while (rest.length) {
    const [mark, ...others] = rest;
    const start = Math.max(mark.offset, at);
    const end = Math.min(mark.end, to);
    if (start > at) nodes.push(document.createTextNode(text.slice(at, start)));
    const inside = [];
    const after = [];
    for (const other of others) {
      if (other.offset >= end) after.push(other);
      else if (other.end <= end) inside.push(other);
      else {
        inside.push({ ...other, end });
        after.push({ ...other, offset: end });
      }
    }
    if (end > start) {
      nodes.push(wrap(mark, text.slice(start, end), span(text, start, end, inside, acts), acts));
      at = end;
      // A block ends its own line: the line break that follows it in the text is already made.
      if (BLOCKS.has(mark.type) && text[at] === "\n") at += 1;
    }
    rest = after;
  }
  if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
  return nodes;
}

function wrap(mark, raw, children, acts) {
  if (SIMPLE[mark.type]) return h(SIMPLE[mark.type], {}, ...children);
  switch (mark.type) {
    case "code": return code(raw, children);
    case "pre": return pre(mark, raw, children);
    case "spoiler": return spoiler(children);
    case "blockquote": return h("blockquote", {}, ...children);
    case "expandable_blockquote": return expandable(raw, children);
    case "text_link": return link(mark.url, children, acts);
    case "url": return link(/^[a-z][a-z+.-]*:/i.test(raw) ? raw : `http://${raw}`, children, acts);
    case "email": return link(`mailto:${raw}`, children, acts);
    case "phone_number": return link(`tel:${raw.replace(/[^+\d]/g, "")}`, children, acts);
    case "bot_command":
      return pressable(h("span", { class: "command" }, ...children), null, () => acts.command(raw));
    case "date_time": return moment(mark, children);
    case "mention": case "text_mention": case "hashtag": case "cashtag":
      return h("span", { class: "mention" }, ...children);
    default: return h("span", {}, ...children);
  }
}

function code(raw, children) {
  const node = h("code", { title: t("tapToCopy"), dataset: { testid: "copy-code" } }, ...children);
  return pressable(node, `${raw}. ${t("tapToCopy")}`, () => copy(raw));
}

function pre(mark, raw, children) {
  const button = h("button", {
    type: "button", class: "copy-pre", text: t("copy"), dataset: { testid: "copy-pre" },
  });
  const block = h("div", { class: "pre", title: t("tapToCopy"), dataset: { testid: "pre" } },
    h("div", { class: "pre-head" }, h("span", { text: mark.language || "" }), button),
    h("pre", {}, ...children));
  // The block itself is a large target for a finger; the button is the one for a keyboard.
  block.addEventListener("click", () => { if (!String(getSelection())) copy(raw); });
  return block;
}

function spoiler(children) {
  const inner = h("span", { "aria-hidden": "true" }, ...children);
  const node = h("span", { class: "spoiler", dataset: { testid: "spoiler" } }, inner);
  return pressable(node, t("spoiler"), () => {
    node.classList.add("revealed");
    node.removeAttribute("aria-label");
    node.removeAttribute("role");
    inner.removeAttribute("aria-hidden");
  });
}

function expandable(raw, children) {
  const quote = h("blockquote", { class: "expandable" }, h("div", { class: "quote-body" }, ...children));
  if (raw.length < 90 && raw.split("\n").length <= 3) return quote;
  const button = h("button", {
    type: "button", class: "quote-more", text: t("more"), "aria-expanded": "false",
    dataset: { testid: "expand" },
  });
  quote.classList.add("folded");
  button.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    button.textContent = t(folded ? "more" : "less");
    button.setAttribute("aria-expanded", String(!folded));
  });
  quote.append(button);
  return quote;
}

/** A link that leaves the demo opens in its own tab; one into the bot stays here. */
export function link(url, children, acts, props = {}) {
  if (!SAFE_LINK.test(url || "")) return h("span", props, ...children);
  return h("a", {
    ...props, href: url, target: "_blank", rel: "noopener noreferrer",
    on: { click: (event) => { if (acts.link(url)) event.preventDefault(); } },
  }, ...children);
}

// A format that names date or time parts replaces the text by the reader's own notation.
// A relative one ("r") would need the demo's clock at every repaint: the bot's words stay.
function moment(mark, children) {
  const when = new Date((mark.unix_time ?? NaN) * 1000);
  if (Number.isNaN(when.getTime())) return h("span", {}, ...children);
  const node = h("time", { datetime: when.toISOString(), title: formatMoment(when) });
  const shown = formatParts(when, mark.date_time_format);
  node.append(...(shown ? [shown] : children));
  return node;
}
