// One WebSocket after another, as long as coming back makes sense. What the frames mean is not its business.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** Milliseconds from the first byte to hello: the server reads three stores before. */
const HELLO_WITHIN = 20_000;
/** Close codes after which the same token and device are not welcome: replaced, expired, revoked. */
const FINAL = new Map([[4004, 'replaced'], [4005, 'token_expired'], [4006, 'token_revoked']]);

/** Milliseconds before another attempt: doubling, and at random, so that clients do not come back all together. */
export const waitBefore = (attempt, random) => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt) * (0.5 + random / 2);

/** Silence for a whole ping interval counts as a lost connection, since a dead network does not close a socket. */
export class Connection {
    #open;
    #see;
    #refusal;
    #clock;
    #socket = null;
    #attempt = 0;
    #waiting;
    #pinging;
    #heard = false;
    #stopped = false;
    #bye = null;

    /**
     * @param open    makes a WebSocket
     * @param see     who is told: `frame(frame)`; `connecting()`; `offline(millis)`, trying again by itself after that time;
     *                `ended(reason, words)`, for good: the close reason, or `refused` with the server's words
     * @param refusal asked after a failed handshake, as a browser does not tell why: resolves to the server's words where the
     *                token is at fault, to '' where it is not
     * @param clock   setTimeout, clearTimeout, setInterval, clearInterval, random
     */
    constructor({open, see, refusal, clock}) {
        this.#open = open;
        this.#see = see;
        this.#refusal = refusal;
        this.#clock = clock;
    }

    /** Connects now, if it is not connected and not about to be. */
    start() {
        if (this.#socket) {
            return;
        }
        this.#clock.clearTimeout(this.#waiting);
        this.#see.connecting();
        this.#stopped = false;
        this.#bye = null;
        const socket = this.#socket = this.#open();
        socket.onmessage = ({data}) => socket === this.#socket && this.#frame(JSON.parse(data));
        socket.onclose = ({code}) => socket === this.#socket && this.#lost(code);
        this.#waiting = this.#clock.setTimeout(() => this.#lost(), HELLO_WITHIN);
    }

    /** Ends it for good. */
    stop() {
        this.#stopped = true;
        this.#drop();
    }

    write(frame) {
        if (this.#socket?.readyState === 1) {
            this.#socket.send(JSON.stringify(frame));
        }
    }

    #frame(frame) {
        this.#heard = true;
        if (frame.op === 'hello') {
            this.#attempt = 0;
            this.#clock.clearTimeout(this.#waiting);
            this.#pinging = this.#clock.setInterval(() => this.#ping(), frame.limits.pingEveryMs);
        } else if (frame.op === 'bye') {
            this.#bye = frame;
        }
        this.#see.frame(frame);
    }

    #ping() {
        if (!this.#heard) {
            this.#lost();
            return;
        }
        this.#heard = false;
        this.write({op: 'ping'});
    }

    #lost(code) {
        const greeted = this.#pinging !== undefined;
        const final = this.#bye ? !this.#bye.reconnect && this.#bye.reason : FINAL.get(code);
        const asked = this.#bye?.reconnectAfterMs ?? 0;
        this.#drop();
        if (final) {
            this.#end(final, '');
            return;
        }
        const wait = Math.max(waitBefore(this.#attempt++, this.#clock.random()), asked);
        this.#waiting = this.#clock.setTimeout(() => this.start(), wait);
        this.#see.offline(wait);
        if (!greeted) {
            this.#refusal().then(words => words && !this.#stopped && this.#end('refused', words));
        }
    }

    #end(reason, words) {
        this.stop();
        this.#see.ended(reason, words);
    }

    #drop() {
        this.#clock.clearTimeout(this.#waiting);
        this.#clock.clearInterval(this.#pinging);
        this.#pinging = undefined;
        this.#socket?.close();
        this.#socket = null;
    }
}
