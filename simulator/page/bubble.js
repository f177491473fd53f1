// One message → one element. Decides what is shown of a message, nothing of where.

import { avatar, copy, enlarge, fullName, h, icon, menu } from "./dom.js";
import { link, render } from "./entities.js";
import { poll } from "./poll.js";
import { formatMoment, formatTime, t } from "./strings.js";

const url = (file) => file?.url || file?.file_url || null;

/** What the list of chats and a quote show of a message, in one line. */
export function summary(message) {
  const kinds = [
    ["photo", "photo"], ["document", "file"], ["sticker", "sticker"], ["voice", "voice"],
    ["audio", "audio"], ["video", "video"], ["location", "location"], ["contact", "contact"],
    ["poll", "poll"],
  ];
  const kind = kinds.find(([field]) => message[field]);
  return message.text || message.caption || (kind ? t(kind[1]) : t("other"));
}

export function senderName(message, view) {
  if (isOwn(message, view)) return t("me");
  const from = message.sender_chat || message.from || message.chat || {};
  return from.title || fullName(from) || t("bot");
}

export function isOwn(message, view) {
  return Number(message.writer || message.from?.id) === Number(view.person);
}

/** The element of a message. `view`: {person, chatType}; `acts`: what taps do. */
export function bubble(message, view, acts) {
  const service = serviceText(message);
  if (service) {
    return h("li", { class: "pill", dataset: { testid: "service", messageId: message.message_id, thread: message.message_thread_id || 1 } },
      h("span", { text: service }));
  }
  const own = isOwn(message, view);
  const when = new Date((message.date || 0) * 1000);
  const rows = message.reply_markup?.inline_keyboard || [];
  const item = h("li", {
    class: `message ${own ? "own" : "other"}${rows.length ? " with-keyboard" : ""}`,
    tabindex: "-1",
    dataset: {
      testid: "message", messageId: message.message_id,
      from: own ? "me" : isBots(message, view) ? "bot" : "person",
      thread: message.message_thread_id || 1,
    },
  });
  const box = h("div", { class: "bubble" },
    h("span", { class: "sr", text: t("said", { name: senderName(message, view), time: formatTime(when) }) }),
    (!own || message.sender_chat) && view.chatType !== "private" && view.chatType !== "channel"
      ? h("div", { class: "sender", "aria-hidden": "true", text: named(message, view) + label(message, view) }) : null,
    forwarded(message), quoted(message, view),
    ...media(message, acts),
    text(message, acts),
    h("div", { class: "meta", "aria-hidden": "true" },
      message.edit_date ? h("span", { class: "edited", dataset: { testid: "edited" }, text: t("edited") }) : null,
      h("time", { datetime: when.toISOString(), title: formatMoment(when), text: formatTime(when) })),
    message.edit_date ? h("span", { class: "sr", text: t("edited") }) : null);
  const line = h("div", { class: "line" }, box, options(message, own, acts));
  if (!own && !["private", "channel"].includes(view.chatType)) {
    line.prepend(avatar((message.sender_chat || message.from)?.id || 0, senderName(message, view)));
  }
  item.append(line);
  if (rows.length) item.append(keyboard(message, rows, acts));
  return item;
}

function isBots(message, view) {
  const bot = view.bot || 0;
  return message.sender_chat ? message.writer === bot : Boolean(message.from?.is_bot);
}

// One's own words in the name of a group or channel say whose name that was.
function named(message, view) {
  return isOwn(message, view) ? message.sender_chat.title : senderName(message, view);
}

// In a forum with all topics in view: which one; in a discussion: what came from the channel.
function label(message, view) {
  if (message.is_automatic_forward) return ` · ${t("fromChannel")}`;
  const topic = view.topics?.find((one) => one.thread === message.message_thread_id);
  return topic ? ` · ${topic.name}` : "";
}

function text(message, acts) {
  const words = message.text ?? message.caption;
  if (!words) return null;
  const marks = message.text !== undefined ? message.entities : message.caption_entities;
  return h("div", { class: "text", dir: "auto", dataset: { testid: "message-text" } },
    ...render(words, marks, acts));
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const who = origin.sender_user ? fullName(origin.sender_user)
    : origin.sender_user_name || origin.chat?.title || origin.sender_chat?.title || "";
  return h("div", { class: "forwarded", text: `↪ ${who}` });
}

function quoted(message, view) {
  const source = message.reply_to_message;
  if (!source) return null;
  return h("div", { class: "quoted" },
    h("strong", { text: senderName(source, view) }),
    h("span", { text: summary(source) }));
}

function media(message, acts) {
  const nodes = [];
  if (message.photo?.length) {
    const best = message.photo[message.photo.length - 1];
    const label = message.caption || t("photo");
    nodes.push(url(best)
      ? h("button", {
        type: "button", class: "photo", "aria-label": `${t("enlarge")}: ${label}`,
        dataset: { testid: "photo" }, on: { click: () => enlarge(url(best), label) },
      }, h("img", {
        src: url(best), alt: "", width: best.width, height: best.height, on: { load: acts.grown },
      }))
      : label_("photo", t("photo")));
  }
  if (message.document) nodes.push(file(message.document));
  if (message.sticker) nodes.push(label_("sticker", `${t("sticker")} ${message.sticker.emoji || ""}`));
  if (message.voice) {
    const seconds = message.voice.duration;
    nodes.push(label_("voice", seconds ? `${t("voice")} · ${seconds} s` : t("voice")));
    if (url(message.voice)) nodes.push(h("audio", { controls: true, preload: "none", src: url(message.voice) }));
  }
  for (const kind of ["audio", "video", "location", "contact"]) {
    if (message[kind]) nodes.push(label_(kind, t(kind)));
  }
  if (message.poll) nodes.push(poll(message, acts));
  if (!nodes.length && message.text === undefined && !message.caption) {
    nodes.push(label_("file", t("other")));
  }
  return nodes;
}

function label_(kind, words) {
  return h("div", { class: "media-label", dataset: { kind } }, icon(kind), h("span", { text: words }));
}

function file(doc) {
  const name = doc.file_name || t("file");
  const inside = [
    icon("file"),
    h("span", { class: "file-name" }, h("span", { text: name }),
      doc.file_size ? h("small", { text: bytes(doc.file_size) }) : null),
  ];
  if (!url(doc)) return h("div", { class: "file" }, ...inside);
  return h("a", {
    class: "file", href: url(doc), download: name, "aria-label": t("download", { name }),
    dataset: { testid: "file-link" },
  }, ...inside);
}

function bytes(count) {
  return count < 1024 ? `${count} B`
    : count < 1024 * 1024 ? `${(count / 1024).toFixed(1)} kB`
      : `${(count / 1024 / 1024).toFixed(1)} MB`;
}

function keyboard(message, rows, acts) {
  return h("div", { class: "keyboard", role: "group" }, ...rows.map((row, r) =>
    h("div", { class: "keyboard-row" }, ...row.map((key, c) => button(message, key, r, c, acts)))));
}

function button(message, key, row, col, acts) {
  const base = (kind) => ({
    class: "key", dataset: { testid: "keyboard-button", kind, row, col },
  });
  if (key.url) {
    return link(key.url, [h("span", { text: key.text }), icon("link")], acts,
      { ...base("url"), title: t("opensLink") });
  }
  if (key.copy_text) {
    return h("button", {
      ...base("copy"), type: "button", title: t("copiesText"),
      on: { click: () => copy(key.copy_text.text) },
    }, h("span", { text: key.text }), icon("copy"));
  }
  const node = h("button", { ...base("callback"), type: "button" }, h("span", { text: key.text }));
  node.dataset.data = key.callback_data || "";
  node.addEventListener("click", () => acts.tap(message, key, node));
  return node;
}

function options(message, own, acts) {
  const list = h("div", { class: "menu options-menu", hidden: true });
  const open = h("button", {
    type: "button", class: "options", "aria-label": t("actions"), dataset: { testid: "message-options" },
  }, icon("more"));
  const entry = (key, act) => (fold) => h("button", {
    type: "button", text: t(key), dataset: { testid: `option-${key}` },
    on: { click: () => { fold(); act(); } },
  });
  const entries = [entry("reply", () => acts.reply(message))];
  const words = message.text ?? message.caption;
  if (own && message.text !== undefined) entries.push(entry("edit", () => acts.edit(message)));
  if (words) entries.push(entry("copyText", () => copy(words)));
  entries.push(entry("forward", () => acts.forward(message)));
  for (const key of acts.more?.(message, own) || []) entries.push(entry(key, () => acts[key](message)));
  menu(open, list, (fold) => entries.map((make) => make(fold)), { floating: true });
  return h("div", { class: "options-box" }, open, list);
}

function serviceText(message) {
  const names = (people) => people.map(fullName).join(", ");
  if (message.new_chat_members) return t("joined", { name: names(message.new_chat_members) });
  if (message.left_chat_member) return t("left", { name: names([message.left_chat_member]) });
  if (message.pinned_message) return t("pinned");
  if (message.forum_topic_created) return t("topicOpened", { name: message.forum_topic_created.name });
  if (message.forum_topic_edited) return t("topicEdited", { name: message.forum_topic_edited.name || "" });
  if (message.forum_topic_closed || message.general_forum_topic_hidden) return t("topicWasClosed");
  if (message.forum_topic_reopened || message.general_forum_topic_unhidden) return t("topicReopened");
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("migrated");
  if (message.new_chat_title) return t("renamed", { name: message.new_chat_title });
  if (message.group_chat_created || message.supergroup_chat_created || message.channel_chat_created) {
    return t("created", { name: message.chat?.title || "" });
  }
  return null;
}
