// The line at the bottom: writing, sending files, the command menu, the START button.

import * as api from "./api.js";
import { byId, h, icon, menu, toast } from "./dom.js";
import { summary } from "./bubble.js";
import { t } from "./strings.js";

const FILE_LIMIT = 20 * 1024 * 1024;

const form = byId("composer");
const input = byId("input");
const startBar = byId("start-bar");
const start = byId("start");
const suggest = byId("suggest");
const contextBar = byId("context");
const picker = byId("picker");
const scroller = byId("scroller");
const readOnly = byId("read-only");
const voice = byId("voice");
const voiceBar = byId("voice-bar");

function base64(file) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",", 2)[1] || "");
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}

export class Composer {
  constructor() {
    this.view = null;
    this.commands = [];
    this.drafts = new Map();
    this.context = null;
    this.bot = "";
    form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    input.addEventListener("input", () => { this.grow(); this.offer(); });
    input.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("keydown", (event) => this.catch(event));
    start.addEventListener("click", () => this.say("/start"));
    voice.addEventListener("change", () => { this.view.as = Number(voice.value); });
    suggest.addEventListener("keydown", (event) => this.walk(event));
    menu(byId("commands"), byId("commands-menu"), (fold) => this.commandList(fold));
    menu(byId("attach"), byId("attach-menu"), (fold) => this.attachList(fold));
    picker.addEventListener("change", () => this.pick());
  }

  /** Put the page's words on the controls; called again when the language changes. */
  label() {
    input.placeholder = t("input");
    input.setAttribute("aria-label", t("input"));
    byId("send").setAttribute("aria-label", t("send"));
    byId("attach").setAttribute("aria-label", t("attach"));
    byId("commands").setAttribute("aria-label", t("commands"));
    start.textContent = t("start");
  }

  open(view) {
    if (this.view) this.drafts.set(this.place(), input.value);
    this.view = view;
    this.setContext(null);
    input.value = this.drafts.get(this.place()) || "";
    this.grow();
    this.offer();
  }

  place() { return `${this.view.person}:${this.view.chat}`; }

  /** An empty private chat offers one thing only, as Telegram does. */
  showStart(shown) {
    if (startBar.hidden === !shown) return;
    const held = document.activeElement;
    startBar.hidden = !shown;
    form.hidden = shown;
    if (shown && form.contains(held)) start.focus();
    // On a phone the input would raise the keyboard over the first answer.
    if (!shown && held === start) (matchMedia("(pointer: coarse)").matches ? scroller : input).focus();
  }

  /** Only those who run a channel write in it. */
  allow(canWrite, chatType) {
    readOnly.textContent = t(chatType === "channel" ? "readOnly" : "muted");
    readOnly.hidden = canWrite;
    if (!canWrite) form.hidden = true;
    else if (startBar.hidden) form.hidden = false;
  }

  /** In whose name one can write here: {id: 0 or a chat's, name}; shown where there is a choice. */
  speakAs(voices) {
    voiceBar.hidden = !voices.length || (voices.length === 1 && voices[0].id === 0);
    const print = JSON.stringify([this.place(), voices]);
    if (voice.dataset.print === print) return;
    voice.dataset.print = print;
    voice.replaceChildren(...voices.map((one) => h("option", { value: one.id, text: one.name })));
    this.view.as = voices[0]?.id || 0;
  }

  how(replyTo) {
    const { topic, as } = this.view;
    return {
      ...(replyTo ? { reply_to: replyTo } : {}), ...(topic > 1 ? { thread: topic } : {}), ...(as ? { as } : {}),
    };
  }

  grow() {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 132)}px`;
  }

  key(event) {
    // 229: an input method is still composing; its Enter chooses a word and must not send.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && !suggest.hidden) {
      event.preventDefault();
      suggest.lastElementChild?.focus();
    } else if (event.key === "Escape") {
      if (!suggest.hidden) suggest.hidden = true;
      else if (this.context) this.setContext(null);
    }
  }

  /** Who begins to type anywhere in the chat means the message box. */
  catch(event) {
    const typed = event.key.length === 1 && event.key !== " ";
    if (!typed || event.ctrlKey || event.metaKey || event.altKey || form.hidden) return;
    if (document.activeElement?.closest("input, textarea, select, dialog, .menu")) return;
    if (document.querySelector("dialog[open]") || !form.checkVisibility()) return;
    input.focus();
  }

  walk(event) {
    const items = [...suggest.children];
    const at = items.indexOf(document.activeElement);
    if (event.key === "ArrowUp" && at > 0) items[at - 1].focus();
    else if (event.key === "ArrowDown" || event.key === "Escape") {
      (event.key === "ArrowDown" && items[at + 1] ? items[at + 1] : input).focus();
    } else return;
    event.preventDefault();
  }

  async submit() {
    const text = input.value;
    if (!text.trim()) return;
    const context = this.context;
    input.value = "";
    this.grow();
    this.offer();
    this.setContext(null);
    const done = context?.kind === "edit"
      ? await this.attempt(() => api.edit(this.view.person, this.view.chat, context.message.message_id, text))
      : await this.say(text, context?.message.message_id);
    if (!done && !input.value) {
      input.value = text;
      this.grow();
    }
    input.focus();
  }

  async say(text, replyTo) {
    const { person, chat } = this.view;
    return this.attempt(() => api.say(person, chat, text, this.how(replyTo)));
  }

  async attempt(act) {
    try {
      await act();
      return true;
    } catch (problem) {
      toast(t("failed", { why: problem.message }));
      return false;
    }
  }

  setContext(context) {
    this.context = context;
    contextBar.hidden = !context;
    if (!context) { contextBar.replaceChildren(); return; }
    const words = summary(context.message);
    contextBar.replaceChildren(
      h("span", { text: t(context.kind === "edit" ? "editing" : "replying", { text: words }) }),
      h("button", {
        type: "button", class: "icon-button", "aria-label": t("cancel"),
        dataset: { testid: "context-cancel" },
        on: { click: () => { this.setContext(null); input.focus(); } },
      }, icon("close")));
    if (context.kind === "edit") input.value = context.message.text;
    this.grow();
    input.focus();
  }

  offer() {
    const typed = /^\/(\w*)$/.exec(input.value);
    const found = typed
      ? this.commands.filter((entry) => entry.command.startsWith(typed[1].toLowerCase())) : [];
    suggest.hidden = found.length === 0;
    suggest.replaceChildren(...found.map((entry) => this.commandButton(entry, () => {
      input.value = "";
      this.grow();
      suggest.hidden = true;
      input.focus();
    })));
  }

  commandList(fold) {
    if (!this.commands.length) return [h("p", { text: t("noCommands") })];
    return this.commands.map((entry) => this.commandButton(entry, fold));
  }

  commandButton(entry, before) {
    return h("button", {
      type: "button", class: "command-item",
      dataset: { testid: "command-item", command: entry.command },
      on: { click: () => { before(); this.say(this.command(entry.command)); } },
    }, h("strong", { text: `/${entry.command}` }), h("span", { text: entry.description || "" }));
  }

  // In a group a client names the bot, for there may be several.
  command(name) {
    return this.view.chatType === "private" ? `/${name}` : `/${name}@${this.bot}`;
  }

  attachList(fold) {
    const item = (key, name, act) => h("button", {
      type: "button", dataset: { testid: key }, on: { click: () => { fold(); act(); } },
    }, icon(name), h("span", { text: t(key.replace(/-(.)/, (_, c) => c.toUpperCase())) }));
    return [
      item("attach-photo", "photo", () => this.choose("photo", "image/*")),
      item("attach-file", "file", () => this.choose("document", "")),
      item("attach-sticker", "sticker", () => this.sendKind("sticker")),
      item("attach-voice", "voice", () => this.sendKind("voice")),
    ];
  }

  choose(kind, accept) {
    this.kind = kind;
    picker.accept = accept;
    picker.value = "";
    picker.click();
  }

  async pick() {
    const file = picker.files[0];
    if (!file) return;
    if (file.size > FILE_LIMIT) { toast(t("tooBig")); return; }
    const caption = input.value.trim();
    const done = await this.sendKind(this.kind || "document", {
      name: file.name, base64: await base64(file), ...(caption ? { caption } : {}),
    });
    if (done && caption) { input.value = ""; this.grow(); }
  }

  sendKind(kind, extra = {}) {
    const { person, chat } = this.view;
    return this.attempt(() => api.send(person, chat, kind, { ...extra, ...this.how() }));
  }
}
