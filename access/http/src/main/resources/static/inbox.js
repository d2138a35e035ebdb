// What a device has of its inbox, what it must ask for, and what it has said. No DOM, no socket, no clock: frames in, frames out.

const MAX_PAGE = 200;
/** Milliseconds; where the server does not say when to try again. */
const TRY_AGAIN = 1000;

/**
 * Positions are dense: the entry after the last one is new, a lower one is a repeat, a higher one means that some are missing;
 * then it syncs, one page at a time. What was not answered is said again on the next connection under the same clientMsgId,
 * so it stays one message.
 *
 * What is said goes through these states:
 *   sending    not answered yet
 *   waiting    refused for now (`why`); sent again by itself
 *   accepted   durable, on its way
 *   (gone)     delivered: it came back as an entry
 *   refused    nothing was done, `why` says what was expected; `again` sends it once more
 *   rejected   accepted before, but not deliverable at its place in the order; final
 */
export class Inbox {
    user = '';
    epoch = '';
    #position = 0;
    #head = 0;
    #acked = 0;
    #online = false;
    /** The sync under way, `{ref, after}`, if there is one. */
    #asked = null;
    #syncs = 0;
    /** Whether a refused sync waits before it is asked for again. */
    #resting = false;
    #limits = {maxSyncEntries: MAX_PAGE, maxBodyBytes: Infinity};
    /** What was said and has not come back, by clientMsgId, in the order of saying. */
    #said = new Map();
    #write;
    #later;
    #see;

    /**
     * @param write takes a frame to the server; called only between hello and `offline`
     * @param later `(millis, action)`: performs the action after that time
     * @param see   who is told: `received(entry, said?)` in the order of positions, `changed(said)`, `reset()` when all entries
     *              are void, `problem(words)`
     */
    constructor({write, later, see}) {
        this.#write = write;
        this.#later = later;
        this.#see = see;
    }

    get position() {
        return this.#position;
    }

    /** What was said and has not come back. */
    get said() {
        return [...this.#said.values()];
    }

    /** Says what an earlier life of the page left in `said`; call it before the first hello. */
    restore(left) {
        for (const said of left) {
            this.#said.set(said.clientMsgId, said);
            this.#see.changed(said);
        }
    }

    /** Says something to {user} or {group}; now, or when there is a connection. */
    say(to, body, clientMsgId, at) {
        const said = {clientMsgId, to, type: 'text', body, at, state: 'sending', why: ''};
        this.#said.set(clientMsgId, said);
        const bytes = new TextEncoder().encode(JSON.stringify(body)).length;
        if (bytes > this.#limits.maxBodyBytes) {
            this.#change(said, 'refused', `too long: ${bytes} bytes of at most ${this.#limits.maxBodyBytes}`);
        } else {
            this.#send(said);
        }
    }

    /** Sends once more what was refused. */
    again(said) {
        if (said.state === 'refused') {
            this.#send(said);
        }
    }

    /** Forgets what was refused or rejected. */
    forget(said) {
        if (said.state === 'refused' || said.state === 'rejected') {
            this.#said.delete(said.clientMsgId);
            this.#see.changed(said);
        }
    }

    /** The connection is gone. */
    offline() {
        this.#online = false;
        this.#asked = null;
    }

    /** A frame of the server; unknown ones are what a newer server says besides. */
    frame(frame) {
        switch (frame.op) {
            case 'hello': this.#hello(frame); break;
            case 'entries': this.#entries(frame); break;
            case 'behind':
            case 'pong': this.#raise(frame.head); break;
            case 'accepted': this.#accepted(frame.ref); break;
            case 'rejected': this.#rejected(frame); break;
            case 'error': this.#error(frame); break;
        }
        this.#sync();
    }

    #hello({user, epoch, head, floor, limits}) {
        if (this.epoch && this.epoch !== epoch) {
            this.#startOver();
        }
        Object.assign(this, {user, epoch});
        Object.assign(this.#limits, limits);
        this.#online = true;
        this.#asked = null;
        this.#resting = false;
        this.#raise(head);
        this.#skipTo(floor);
        this.said.filter(unanswered).forEach(said => this.#send(said));
    }

    /** Another inbox, perhaps an older one: what was seen of it says nothing, and what it accepted may be lost. */
    #startOver() {
        this.#position = 0;
        this.#head = 0;
        this.#acked = 0;
        this.said.filter(said => said.state === 'accepted').forEach(said => { said.state = 'sending'; });
        this.#see.reset();
    }

    #entries({ref, entries, head, floor = 0}) {
        const asked = this.#asked && this.#asked.ref === ref ? this.#asked : null;
        if (asked) {
            this.#asked = null;
            this.#skipTo(floor);
        }
        for (const entry of entries) {
            if (entry.position === this.#position + 1 || (asked && entry.position > this.#position)) {
                this.#receive(entry);
            }
        }
        this.#raise(head);
        if (asked && this.#position <= asked.after) {
            this.#head = this.#position; // the server has no more to give, whatever its head says: not asked in a circle
        }
    }

    #receive(entry) {
        const missing = entry.position - this.#position - 1;
        if (missing > 0) { // it was asked for them, and left them out
            this.#see.problem(`The server could not give ${missing === 1 ? 'one message' : `${missing} messages`}.`);
        }
        this.#position = entry.position;
        const {sender, clientMsgId} = entry.message;
        const said = sender === this.user ? this.#said.get(clientMsgId) : undefined;
        if (said) {
            this.#said.delete(clientMsgId);
        }
        this.#see.received(entry, said);
    }

    #accepted(ref) {
        const said = this.#said.get(ref);
        if (said && unanswered(said)) {
            this.#change(said, 'accepted');
        }
    }

    #rejected({clientMsgId, message}) {
        const said = this.#said.get(clientMsgId);
        if (said) {
            this.#change(said, 'rejected', message);
        }
    }

    #error({ref, field, message, temporary, retryAfterMs = TRY_AGAIN}) {
        const said = this.#said.get(ref);
        const words = field ? `${field} ${message}` : message;
        if (said && temporary) {
            this.#change(said, 'waiting', words);
            this.#later(retryAfterMs, () => said.state === 'waiting' && this.#send(said));
        } else if (said) {
            this.#change(said, 'refused', words);
        } else if (ref && ref === this.#asked?.ref) {
            this.#asked = null;
            this.#resting = true;
            this.#later(retryAfterMs, () => { this.#resting = false; this.#sync(); });
        } else {
            this.#see.problem(words);
        }
    }

    #change(said, state, why = '') {
        Object.assign(said, {state, why});
        this.#see.changed(said);
    }

    #send(said) {
        this.#change(said, 'sending');
        const {clientMsgId, to, type, body} = said;
        if (this.#online) {
            this.#write({op: 'send', ref: clientMsgId, to, clientMsgId, type, body});
        }
    }

    /** Asks for what is missing; once nothing is, tells the server so. */
    #sync() {
        if (!this.#online || this.#asked || this.#resting) {
            return;
        }
        if (this.#head > this.#position) {
            this.#asked = {ref: `sync-${++this.#syncs}`, after: this.#position};
            this.#write({op: 'sync', ...this.#asked, limit: Math.min(MAX_PAGE, this.#limits.maxSyncEntries)});
        } else if (this.#position > this.#acked) {
            this.#acked = this.#position;
            this.#write({op: 'ack', upTo: this.#position});
        }
    }

    #raise(head) {
        this.#head = Math.max(this.#head, head);
    }

    /** What retention has removed is not waited for. */
    #skipTo(floor) {
        this.#position = Math.max(this.#position, floor);
    }
}

const unanswered = ({state}) => state === 'sending' || state === 'waiting';
