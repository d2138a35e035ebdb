// What a device has of its inbox, what it must ask for, and what it has said. No DOM, no socket: frames in, frames out.

const SYNC = 'sync';
const PAGE = 200;

/**
 * Positions are dense: the next new entry is the one after the last, a lower one is a repeat, a higher one means that
 * some are missing. What was not answered is said again on the next connection, under the same clientMsgId: the same message.
 */
export class Inbox {
    #epoch = '';
    #position = 0;
    #head = 0;
    #asked = false;
    #waiting = new Map(); // clientMsgId -> what was said, until it comes back as an entry
    #write = () => {};

    /** @param tell is called with what a person should see: {entry}, {said}, {reset}, {problem} */
    constructor(tell) {
        this.tell = tell;
    }

    get position() {
        return this.#position;
    }

    /** A connection is open; `write` takes a frame. */
    connected(write) {
        this.#write = write;
        this.#asked = false;
    }

    disconnected() {
        this.#write = () => {};
    }

    /** Says something; `to` is {user} or {group}. */
    say(to, text, clientMsgId) {
        const said = {clientMsgId, to, body: text, state: 'sending'};
        this.#waiting.set(clientMsgId, said);
        this.tell({said});
        this.#send(said);
    }

    frame(frame) {
        switch (frame.op) {
            case 'hello': this.#hello(frame); break;
            case 'entries': this.#entries(frame); break;
            case 'accepted': this.#state(frame.ref, 'accepted'); break;
            case 'rejected': this.#state(frame.clientMsgId, 'failed', frame.message); break;
            case 'error': this.#refused(frame); break;
            case 'behind':
            case 'pong': this.#raise(frame.head); break;
            default: break; // what a newer server says besides
        }
        if (!this.#asked && this.#head > this.#position) {
            this.#asked = true;
            this.#write({op: 'sync', ref: SYNC, after: this.#position, limit: PAGE});
        }
    }

    #hello(hello) {
        if (hello.epoch !== this.#epoch) {
            this.#epoch = hello.epoch; // another inbox: what was seen of the old one says nothing
            this.#position = 0;
            this.#head = 0;
            this.tell({reset: true});
        }
        this.#above(hello.floor);
        this.#raise(hello.head);
        [...this.#waiting.values()].filter(said => said.state === 'sending').forEach(said => this.#send(said));
    }

    #entries(frame) {
        if (frame.ref === SYNC) {
            this.#asked = false;
            this.#above(frame.floor ?? 0);
        }
        for (const entry of frame.entries) {
            if (entry.position === this.#position + 1) {
                this.#position = entry.position;
                this.#waiting.delete(entry.message.clientMsgId);
                this.tell({entry});
            } else {
                this.#raise(entry.position);
            }
        }
        this.#raise(frame.head);
        this.#write({op: 'ack', upTo: this.#position});
    }

    #refused(error) {
        if (error.ref === SYNC) {
            this.#asked = false;
            this.#head = this.#position; // asked again with the next frame that tells of more
        } else if (this.#waiting.has(error.ref)) {
            const words = error.field ? `${error.field}: ${error.message}` : error.message;
            this.#state(error.ref, 'failed', words);
        } else {
            this.tell({problem: error.message});
        }
    }

    #state(clientMsgId, state, why = '') {
        const said = this.#waiting.get(clientMsgId);
        if (said) {
            Object.assign(said, {state, why});
            this.tell({said});
        }
    }

    #send({clientMsgId, to, body}) {
        this.#write({op: 'send', ref: clientMsgId, to, clientMsgId, type: 'text', body});
    }

    #raise(head) {
        this.#head = Math.max(this.#head, head);
    }

    #above(floor) {
        this.#position = Math.max(this.#position, floor); // what retention has removed is not waited for
    }
}
