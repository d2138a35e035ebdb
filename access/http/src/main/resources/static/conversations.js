// Entries of the inbox as conversations that people know. No DOM.

const LISTED = 5;

/** One conversation: with a user, or in a group. */
class Conversation {
    /** Entries in the order of positions: {seq, at, sender, own, text, event}. */
    entries = [];
    name;
    draft = '';
    /** When its user last did something here, Unix milliseconds. */
    touched = 0;
    #read;

    constructor(kind, id, read) {
        this.kind = kind;
        this.id = id;
        this.key = `${kind}/${id}`;
        this.name = id;
        this.#read = read;
    }

    get to() {
        return {[this.kind]: this.id};
    }

    get last() {
        return this.entries.at(-1);
    }

    /** When something was last said or done here. */
    get at() {
        return Math.max(this.last?.at ?? 0, this.touched);
    }

    /** The highest seq that was on the screen. */
    get read() {
        return this.#read;
    }

    get unread() {
        let count = 0;
        for (let i = this.entries.length - 1; i >= 0 && this.entries[i].seq > this.#read; i--) {
            count += this.entries[i].own || this.entries[i].event ? 0 : 1;
        }
        return count;
    }

    /** Everything was on the screen; answers whether that is news. */
    seen() {
        const before = this.#read;
        this.#read = Math.max(before, this.last?.seq ?? 0);
        return this.#read > before;
    }
}

/** All conversations of one user. */
export class Conversations {
    #all = new Map();
    #marks;

    /** @param marks the highest seq that was read, by conversation */
    constructor(marks = {}) {
        this.#marks = marks;
    }

    get(key) {
        return this.#all.get(key);
    }

    /** That with a user or group, begun if there is none. */
    with(to) {
        const [kind, id] = to.group === undefined ? ['user', to.user] : ['group', to.group];
        const key = `${kind}/${id}`;
        if (!this.#all.has(key)) {
            this.#all.set(key, new Conversation(kind, id, this.#marks[key] ?? 0));
        }
        return this.#all.get(key);
    }

    /** Takes an entry of the inbox; answers its conversation. */
    add({seq, message}, user) {
        const {sender, to, at, body} = message;
        const own = sender === user;
        const conversation = this.with(to.group !== undefined || own ? to : {user: sender});
        const event = eventOf(message, user);
        if (event && body?.groupName) {
            conversation.name = body.groupName;
        }
        conversation.entries.push({seq, at, sender, own, event, text: event || textOf(message)});
        return conversation;
    }

    /** What was read, to be kept. */
    get marks() {
        return {...this.#marks, ...Object.fromEntries([...this.#all.values()].map(({key, read}) => [key, read]))};
    }

    /** The latest first. */
    get sorted() {
        return [...this.#all.values()].sort((a, b) => b.at - a.at);
    }
}

/** The words of a message; for other types than text the word for the type. */
export function textOf({type, body}) {
    const words = typeof body === 'string' ? body : body?.content ?? body?.text;
    return typeof words === 'string' ? words : `[${type}]`;
}

/** A change of members in words; '' for everything else. */
export function eventOf({type, sender, change}, user) {
    if (!change) {
        return '';
    }
    const who = id => (id === user ? 'you' : id);
    const some = users => {
        const named = users.slice(0, LISTED).map(who).join(', ');
        return users.length > LISTED ? `${named} and ${users.length - LISTED} more` : named;
    };
    const joined = change.joined.filter(id => id !== sender);
    const left = change.left.filter(id => id !== sender);
    const by = sender === user ? 'You' : sender;
    const words = [];
    if (type === 'group_created') {
        words.push(`${by} created the group${joined.length ? ` with ${some(joined)}` : ''}`);
    } else {
        if (joined.length) words.push(`${by} added ${some(joined)}`);
        else if (change.joined.length) words.push(`${by} joined`);
        if (left.length) words.push(`${by} removed ${some(left)}`);
        else if (change.left.length) words.push(`${by} left`);
    }
    return words.join('; ');
}
