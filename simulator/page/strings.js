// Every word the page itself says, in the two languages of the demo.
// The bot's own texts come from the bot; nothing here is about debts.

import * as groups from "./strings_groups.js";

const EN = {
  ...groups.EN,
  title: "Duewell demo chat",
  skip: "Skip to the messages",
  demo: "Demo",
  note: "This is a demo. Nobody else sees it; nothing you type leaves this computer.",
  people: "You are",
  youAre: "{kind} · you are {name}",
  chats: "Chats",
  back: "Back to the chats",
  messages: "Messages",
  welcomeTitle: "Say hello to the bot",
  welcome: "It talks a person through negotiating and repaying debts. Press Start: it answers like it would in Telegram.",
  welcomeGroup: "Nothing has been written here yet.",
  start: "START",
  clock: "Demo clock",
  clockNow: "Demo time",
  clockDue: "next due",
  clockNone: "no reminder planned",
  clockNoneYet: "No reminder is planned yet. Enter a payment and say yes to reminders, then tap here.",
  clockOff: "The bot is not running, so the clock stands still.",
  clockNext: "To the next reminder",
  clockDay: "+1 day",
  clockMonth: "+1 month",
  clockMoving: "Moving the clock…",
  clockMoved: "It is now {now}.",
  clockSent: "It is now {now}. New messages: {n}.",
  reset: "Start over",
  resetAsk: "Start over? All demo chats and everything the bot has noted in this demo are erased.",
  resetYes: "Erase and start over",
  resetDone: "A fresh start.",
  resetHalf: "The chats are empty, but the bot did not answer: it may still know what it noted.",
  cancel: "Cancel",
  close: "Close",
  input: "Write a message",
  send: "Send",
  attach: "Attach",
  attachPhoto: "Photo…",
  attachFile: "File…",
  attachSticker: "Try a sticker",
  attachVoice: "Try a voice message",
  commands: "Commands",
  noCommands: "The bot has not announced any commands yet.",
  edited: "edited",
  copied: "Copied",
  copyFailed: "Could not copy. Please select the text yourself.",
  copy: "Copy",
  tapToCopy: "Tap to copy",
  more: "Show more",
  less: "Show less",
  spoiler: "Hidden text, tap to show",
  photo: "Photo",
  enlarge: "Enlarge the picture",
  file: "File",
  download: "Download {name}",
  sticker: "Sticker",
  voice: "Voice message",
  audio: "Audio",
  video: "Video",
  location: "Location",
  contact: "Contact",
  poll: "Poll",
  quiz: "Quiz",
  votes: "votes: {n}",
  pollClosed: "closed",
  other: "A message this page cannot show",
  unread: "{n} unread",
  me: "You",
  said: "{name} at {time}",
  actions: "Message options",
  reply: "Reply",
  edit: "Edit",
  copyText: "Copy text",
  forward: "Forward to the bot",
  replying: "Reply to: {text}",
  editing: "Editing: {text}",
  newMessages: "New messages",
  opensLink: "opens a page outside the demo",
  copiesText: "copies a text",
  joined: "{name} joined",
  left: "{name} left",
  created: "The chat “{name}” was created",
  pinned: "A message was pinned",
  migrated: "The group became a supergroup",
  renamed: "The chat is now called “{name}”",
  offline: "The demo has stopped. Start it again in the terminal; this page then goes on by itself.",
  failed: "That did not work: {why}",
  tooBig: "This file is too large for the demo (at most 20 MB).",
  readOnly: "Only the people who run this channel write here.",
  typing: "is typing…",
  group: "group",
  channel: "channel",
  bot: "bot",
  counsellor: "counsellor",
  sharedPhone: "shares a phone",
};

const ZH = {
  ...groups.ZH,
  title: "Duewell 演示聊天",
  skip: "跳到消息",
  demo: "演示",
  note: "这是演示。别人看不到，您输入的内容不会离开这台电脑。",
  people: "您现在是",
  youAre: "{kind} · 您是{name}",
  chats: "聊天列表",
  back: "返回聊天列表",
  messages: "消息",
  welcomeTitle: "和机器人打个招呼",
  welcome: "它陪您一步一步协商、归还欠款。请点下面的“开始”，它会像在 Telegram 里一样回答。",
  welcomeGroup: "这里还没有消息。",
  start: "开始",
  clock: "演示时钟",
  clockNow: "演示时间",
  clockDue: "下一件事",
  clockNone: "暂无提醒",
  clockNoneYet: "还没有要发的提醒。先记下一笔还款并同意提醒，再点这里。",
  clockOff: "机器人没有运行，时钟停着。",
  clockNext: "到下次提醒",
  clockDay: "过 1 天",
  clockMonth: "过 1 个月",
  clockMoving: "正在拨动时钟……",
  clockMoved: "现在是 {now}。",
  clockSent: "现在是 {now}，收到 {n} 条新消息。",
  reset: "重新开始",
  resetAsk: "要重新开始吗？所有演示聊天，以及机器人在演示中记下的内容，都会清除。",
  resetYes: "清除并重新开始",
  resetDone: "已重新开始。",
  resetHalf: "聊天已清空，但机器人没有回应：它记下的内容可能还在。",
  cancel: "取消",
  close: "关闭",
  input: "输入消息",
  send: "发送",
  attach: "附件",
  attachPhoto: "图片…",
  attachFile: "文件…",
  attachSticker: "试发贴纸",
  attachVoice: "试发语音",
  commands: "命令",
  noCommands: "机器人还没有公布命令。",
  edited: "已编辑",
  copied: "已复制",
  copyFailed: "没能复制，请自己选中文字。",
  copy: "复制",
  tapToCopy: "点一下复制",
  more: "展开",
  less: "收起",
  spoiler: "已隐藏的文字，点一下显示",
  photo: "图片",
  enlarge: "放大图片",
  file: "文件",
  download: "下载 {name}",
  sticker: "贴纸",
  voice: "语音消息",
  audio: "音频",
  video: "视频",
  location: "位置",
  contact: "联系人",
  poll: "投票",
  quiz: "测验",
  votes: "{n} 票",
  pollClosed: "已结束",
  other: "此页面无法显示的消息",
  unread: "{n} 条未读",
  me: "您",
  said: "{name}，{time}",
  actions: "消息选项",
  reply: "回复",
  edit: "编辑",
  copyText: "复制文字",
  forward: "转发给机器人",
  replying: "回复：{text}",
  editing: "编辑：{text}",
  newMessages: "有新消息",
  opensLink: "会打开演示以外的网页",
  copiesText: "会复制一段文字",
  joined: "{name} 加入了",
  left: "{name} 离开了",
  created: "已创建“{name}”",
  pinned: "有消息被置顶",
  migrated: "群组已升级为超级群组",
  renamed: "聊天已改名为“{name}”",
  offline: "演示已停止。请在终端里重新启动，本页会自动继续。",
  failed: "没有成功：{why}",
  tooBig: "文件太大，演示最多 20 MB。",
  readOnly: "只有频道管理者可以在这里发言。",
  typing: "正在输入……",
  group: "群组",
  channel: "频道",
  bot: "机器人",
  counsellor: "辅导员",
  sharedPhone: "与家人合用手机",
};

let words = EN;
let locale = "en-GB";

/** Choose the page's language from a code such as "zh-hans" or "en". */
export function setLanguage(code) {
  const chinese = String(code || "").toLowerCase().startsWith("zh");
  words = chinese ? ZH : EN;
  locale = chinese ? "zh-CN" : "en-GB";
  document.documentElement.lang = chinese ? "zh-Hans" : "en";
  document.title = words.title;
}

/** The text of a key, with {slots} filled. */
export function t(key, slots = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => String(slots[name] ?? ""));
}

const date = (options) => (value) => new Intl.DateTimeFormat(locale, options).format(value);

export const formatTime = date({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const formatDay = date({ day: "numeric", month: "long", year: "numeric" });
export const formatShortDay = date({ day: "numeric", month: "short" });
export const formatMoment = date({
  weekday: "short", day: "numeric", month: "short", year: "numeric",
  hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});
export const formatShortMoment = date({
  day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** A moment by Telegram's `w?[dD]?[tT]?` (weekday, short or long date and time); else null. */
export function formatParts(when, format) {
  if (!/^(?=.)w?[dD]?[tT]?$/.test(format || "")) return null;
  const options = { hourCycle: "h23" };
  if (format.includes("w")) options.weekday = "long";
  if (/[dD]/.test(format)) {
    Object.assign(options, { day: "numeric", year: "numeric" });
    options.month = format.includes("D") ? "long" : "2-digit";
  }
  if (/[tT]/.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  return date(options)(when);
}
