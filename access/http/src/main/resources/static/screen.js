// The conversations and the messages of one of them, drawn from what is known of them.

const PAGE = 200;
/** Milliseconds of silence after which a sender is shown as speaking anew. */
const PAUSE = 300_000;
const HUES = 8;
const STATES = {sending: 'sending …', waiting: 'waiting …', accepted: '✓ accepted', refused: 'refused', rejected: 'rejected'};
const at = id => document.getElementById(id);

const clockTime = new Intl.DateTimeFormat([], {hour: '2-digit', minute: '2-digit'});
const longDay = new Intl.DateTimeFormat([], {weekday: 'long', day: 'numeric', month: 'long'});
const shortDay = new Intl.DateTimeFormat([], {day: 'numeric', month: 'short'});

/** An element with children; strings among them become text. */
function element(tag, className, ...children) {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...children);
    return made;
}

function button(words, action) {
    const made = element('button', 'quiet', words);
    made.type = 'button';
    made.onclick = action;
    return made;
}

function dress(avatar, name, group) {
    let sum = 0;
    for (const char of name) sum = (sum * 31 + char.codePointAt(0)) % 65_521;
    avatar.className = `avatar hue${sum % HUES}${group ? ' group' : ''}`;
    avatar.textContent = group ? '#' : [...name][0].toUpperCase();
}

function day(time) {
    const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(time).setHours(0, 0, 0, 0)) / 86_400_000);
    return days === 0 ? 'Today' : days === 1 ? 'Yesterday' : longDay.format(time);
}

const rows = new Map(); // conversation -> its row, so that a row keeps the keyboard's focus

/** The conversations, the latest first. */
export function drawList(conversations, current, inbox) {
    const sorted = conversations.sorted;
    const list = at('list');
    const focused = document.activeElement;
    [...rows.keys()].filter(known => !sorted.includes(known)).forEach(gone => rows.delete(gone));
    const wanted = sorted.map(conversation => drawRow(conversation, conversation === current, inbox));
    if (wanted.length !== list.children.length || wanted.some((row, i) => row !== list.children[i])) {
        list.replaceChildren(...wanted);
        if (list.contains(focused)) focused.focus();
    }
    dress(at('me-avatar'), inbox.user, false);
    at('nobody').hidden = sorted.length > 0;
}

function drawRow(conversation, chosen, inbox) {
    if (!rows.has(conversation)) {
        const link = element('a', '', ...['avatar', 'name', 'time', 'last', 'count'].map(part => element('span', part)));
        link.href = `#/${conversation.kind}/${encodeURIComponent(conversation.id)}`;
        dress(link.children[0], conversation.id, conversation.kind === 'group');
        link.children[0].ariaHidden = 'true';
        rows.set(conversation, element('li', '', link));
    }
    const row = rows.get(conversation);
    const [, name, time, last, count] = row.firstChild.children;
    const unread = conversation.unread;
    row.className = unread ? 'unread' : '';
    row.firstChild.setAttribute('aria-current', chosen);
    name.textContent = conversation.name;
    time.replaceChildren(element('small', '', conversation.at ? when(conversation.at) : ''));
    last.textContent = lastWords(conversation, inbox);
    count.textContent = unread || '';
    count.ariaLabel = `${unread} unread`;
    return row;
}

const when = time => (day(time) === 'Today' ? clockTime : shortDay).format(time);

function lastWords(conversation, inbox) {
    const said = saidIn(conversation, inbox).at(-1);
    const {last, kind} = conversation;
    if (said) return `You: ${said.body.content}`;
    if (!last) return 'No messages yet';
    if (last.event) return last.text;
    return last.own ? `You: ${last.text}` : kind === 'group' ? `${last.sender}: ${last.text}` : last.text;
}

const saidIn = (conversation, inbox) => inbox.said.filter(({to}) => to[conversation.kind] === conversation.id);

/** What is on the screen: entries `from` up to `to` of a conversation, and a print of what waits below them. */
let shown = {conversation: null, from: 0, to: 0, pending: ''};

/** The messages of one conversation, or what to do where none is chosen. */
export function drawRoom(conversation, inbox) {
    at('chat').classList.toggle('open', Boolean(conversation));
    at('write').hidden = !conversation;
    at('room').querySelector('header').hidden = !conversation;
    const opening = shown.conversation !== (conversation ?? null);
    if (opening) {
        const from = Math.max(0, (conversation?.entries.length ?? 0) - PAGE);
        shown = {conversation: conversation ?? null, from, to: from, pending: ''};
        at('entries').replaceChildren();
        at('pending').replaceChildren();
    }
    if (!conversation) {
        at('empty').textContent = 'Choose a conversation, or start one with the id of a user or group.';
        at('earlier').hidden = true;
        return;
    }
    dress(at('avatar'), conversation.id, conversation.kind === 'group');
    at('title').textContent = conversation.name;
    at('subtitle').textContent = conversation.kind === 'group' ? `group ${conversation.id}` : '';
    const end = atTheEnd();
    const grown = drawEntries();
    drawPending(saidIn(conversation, inbox), inbox);
    at('earlier').hidden = shown.from === 0;
    at('empty').textContent = conversation.entries.length || shown.pending ? '' : `No messages with ${conversation.name} yet. Write the first one below.`;
    if (end || opening) {
        toTheEnd();
    } else if (grown) {
        at('newer').hidden = false;
    }
}

/** Appends what has come since; answers whether anything has. */
function drawEntries() {
    const {conversation: {entries, kind}, to} = shown;
    const made = entries.slice(to).flatMap((entry, i) => lines(entry, to + i > shown.from ? entries[to + i - 1] : null, kind === 'group'));
    at('entries').append(...made);
    shown.to = entries.length;
    return made.length > 0;
}

function lines(entry, before, group) {
    const made = !before || day(before.at) !== day(entry.at) ? [element('li', 'day', day(entry.at))] : [];
    if (entry.event) {
        return [...made, element('li', 'event', entry.text)];
    }
    const first = made.length > 0 || before.event || before.sender !== entry.sender || entry.at - before.at > PAUSE;
    const mark = element('span', '', ' ✓✓');
    mark.title = mark.ariaLabel = 'delivered';
    mark.role = 'img';
    const time = element('small', '', clockTime.format(entry.at), ...(entry.own ? [mark] : []));
    const line = element('li', `line${entry.own ? ' own' : ''}${first ? ' first' : ''}`);
    if (group && first && !entry.own) line.append(element('small', 'sender', entry.sender));
    line.append(element('div', 'bubble', entry.text, time));
    return [...made, line];
}

/** Redrawn only where it differs, so that its buttons keep the keyboard's focus. */
function drawPending(said, inbox) {
    const pending = said.map(({clientMsgId, state, why}) => `${clientMsgId} ${state} ${why}`).join('\n');
    if (pending !== shown.pending) {
        shown.pending = pending;
        at('pending').replaceChildren(...said.map(each => pendingLine(each, inbox)));
    }
}

function pendingLine(said, inbox) {
    const failed = said.state === 'refused' || said.state === 'rejected';
    const line = element('li', `line own first${failed ? ' failed' : ''}`);
    line.append(element('div', 'bubble', said.body.content, element('small', '', STATES[said.state])));
    if (said.why) {
        const why = element('small', 'why', said.why);
        if (said.state === 'refused') why.append(button('Try again', () => inbox.again(said)));
        if (failed) why.append(button('Remove', () => inbox.forget(said)));
        line.append(why);
    }
    return line;
}

const atTheEnd = () => at('scroll').scrollHeight - at('scroll').scrollTop - at('scroll').clientHeight < 60;

export function toTheEnd() {
    at('scroll').scrollTop = at('scroll').scrollHeight;
    at('newer').hidden = true;
}

/** Shows a page more of what is known, and keeps what was looked at where it was. */
export function showEarlier() {
    const below = at('scroll').scrollHeight - at('scroll').scrollTop;
    shown.from = Math.max(0, shown.from - PAGE);
    shown.to = shown.from;
    at('entries').replaceChildren();
    drawEntries();
    at('earlier').hidden = shown.from === 0;
    at('scroll').scrollTop = at('scroll').scrollHeight - below;
    at('scroll').focus();
}

at('scroll').onscroll = () => { at('newer').hidden ||= atTheEnd(); };
