// Small DOM helpers. Text always becomes text nodes: nothing a person or the bot
// wrote is ever parsed as HTML.

import { t } from "./strings.js";

/** Build an element; `props` may hold class, text, dataset, on, and attributes. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "dataset") Object.assign(node.dataset, value);
    else if (name === "on") {
      for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    } else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** One of the drawings declared in index.html. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

/** A round initial, coloured by the id so that a person keeps the same colour. */
export function avatar(id, name) {
  const first = Array.from((name || "?").trim())[0] || "?";
  return h("span", {
    class: `avatar avatar-${Math.abs(Number(id)) % 6}`, "aria-hidden": "true", text: first,
  });
}

/** A person's whole name, family name first where it is written in Chinese characters. */
export function fullName(who) {
  const { first_name: first = "", last_name: last } = who;
  if (!last) return first;
  return /^\p{Script=Han}+$/u.test(last + first) ? last + first : `${first} ${last}`;
}

let toastTimer = 0;

/** Say something for a moment, above the composer. */
export function toast(text) {
  const box = byId("toast");
  box.textContent = text;
  box.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => box.classList.remove("shown"), Math.max(3000, text.length * 70));
}

/** A question with one answer that acts and one that does not; resolves to a boolean. */
export function ask(question, yes, { alert = false } = {}) {
  return new Promise((done) => {
    const close = (answer) => { dialog.close(); dialog.remove(); done(answer); };
    const dialog = h("dialog", { class: "ask", dataset: { testid: "dialog" } },
      h("p", { text: question }),
      h("div", { class: "ask-buttons" },
        alert ? null : h("button", {
          type: "button", text: t("cancel"), dataset: { testid: "dialog-cancel" },
          on: { click: () => close(false) },
        }),
        h("button", {
          type: "button", class: alert ? "primary" : "danger", text: yes,
          dataset: { testid: "dialog-yes" }, on: { click: () => close(true) },
        })));
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(false); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Show a picture as large as the window allows. */
export function enlarge(url, label) {
  const dialog = h("dialog", { class: "lightbox", dataset: { testid: "lightbox" }, "aria-label": label },
    h("img", { src: url, alt: label }),
    h("button", { type: "button", class: "lightbox-close", "aria-label": t("close") }, icon("close")));
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Put a text on the clipboard, by the old way where the new one is refused. */
export async function copy(text) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    const holder = document.activeElement;
    const area = h("textarea", { class: "offscreen", "aria-hidden": "true", tabindex: "-1" });
    area.value = text;
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
    holder?.focus?.();
  }
  toast(t(done ? "copied" : "copyFailed"));
}

/** Make an element that cannot be a <button> (it flows within a line) act as one. */
export function pressable(node, label, act) {
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  if (label) node.setAttribute("aria-label", label);
  node.addEventListener("click", act);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(event); }
  });
  return node;
}

// Beside its button, but always wholly on the screen.
function place(list, button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: wide, offsetHeight: high } = list;
  const below = at.bottom + high + 8 < innerHeight;
  list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - wide - 8))}px`;
  list.style.top = `${below ? at.bottom + 2 : Math.max(8, at.top - high - 2)}px`;
}

/** A button that opens and folds a list of buttons; Escape and a tap elsewhere fold it. */
export function menu(button, list, fill, { floating = false } = {}) {
  const keep = () => place(list, button);
  const fold = (refocus) => {
    if (list.hidden) return;
    byId("scroller").removeEventListener("scroll", keep);
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (refocus) button.focus();
  };
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    if (!list.hidden) { fold(true); return; }
    list.replaceChildren(...fill(() => fold(true)));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    if (floating) {
      place(list, button);
      byId("scroller").addEventListener("scroll", keep);
    }
    list.querySelector("button")?.focus({ preventScroll: true });
  });
  list.addEventListener("keydown", (event) => {
    const items = [...list.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { event.stopPropagation(); fold(true); }
    else if (step && items.length) {
      event.preventDefault();
      items[(at + step + items.length) % items.length].focus();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!list.contains(event.target) && !button.contains(event.target)) fold(false);
  });
  return fold;
}
