import {test} from 'node:test';
import assert from 'node:assert/strict';
import {Connection, waitBefore} from '../../main/resources/static/connection.js';

const HELLO = {op: 'hello', limits: {pingEveryMs: 30_000}};

/** A connection with sockets and a clock that the test moves. */
function network({words = ''} = {}) {
    const sockets = [];
    const told = [];
    const timers = new Map();
    let ids = 0;
    const set = (action, millis) => { timers.set(++ids, {action, millis}); return ids; };
    const connection = new Connection({
        open: () => {
            const socket = {readyState: 1, sent: [], closed: false, send: text => socket.sent.push(JSON.parse(text)), close: () => { socket.closed = true; }};
            sockets.push(socket);
            return socket;
        },
        see: {
            connecting: () => told.push('connecting'),
            offline: millis => told.push(`offline ${millis}`),
            ended: (reason, why) => told.push(`ended ${reason} ${why}`.trim()),
            frame: frame => told.push(frame.op),
        },
        refusal: async () => words,
        clock: {setTimeout: set, setInterval: set, clearTimeout: id => timers.delete(id), clearInterval: id => timers.delete(id), random: () => 1},
    });
    connection.start();
    return {
        connection, sockets, told,
        say: frame => sockets.at(-1).onmessage({data: JSON.stringify(frame)}),
        close: (code = 1006) => sockets.at(-1).onclose({code}),
        fire: millis => [...timers.values()].filter(timer => timer.millis === millis).forEach(timer => timer.action()),
        waits: () => [...timers.values()].map(timer => timer.millis),
    };
}

test('givenLostConnections_whenTriedAgain_thenWaitsLongerEachTimeAndAfreshAfterHello', () => {
    const {close, fire, say, sockets, told} = network();
    close();
    fire(500);
    close();
    fire(1000);
    say(HELLO);
    close();
    assert.deepEqual(told.filter(what => what.startsWith('offline')), ['offline 500', 'offline 1000', 'offline 500']);
    assert.equal(sockets.length, 3);
});

test('givenManyAttempts_whenWaiting_thenIsBoundedAndSpread', () => {
    assert.equal(waitBefore(50, 1), 30_000);
    assert.equal(waitBefore(50, 0), 15_000);
});

test('givenBye_whenItInvitesBack_thenComesBack', () => {
    const {close, say, told} = network();
    say(HELLO);
    say({op: 'bye', code: 1001, reason: 'shutdown', reconnect: true});
    close(1001);
    assert.equal(told.at(-1), 'offline 500');
});

test('givenByeWithATime_whenClosed_thenComesBackNotBeforeItAndThenAsEver', () => {
    const {close, fire, say, told, waits} = network();
    say(HELLO);
    say({op: 'bye', code: 1001, reason: 'shutdown', reconnect: true, reconnectAfterMs: 4321});
    close(1001);
    assert.deepEqual(waits(), [4321]);
    fire(4321);
    close();
    assert.deepEqual(told.filter(what => what.startsWith('offline')), ['offline 4321', 'offline 1000']);
});

test('givenBye_whenItIsFinal_thenStaysAway', () => {
    const {close, say, told, waits} = network();
    say(HELLO);
    say({op: 'bye', code: 4004, reason: 'replaced', reconnect: false});
    close(4004);
    assert.equal(told.at(-1), 'ended replaced');
    assert.deepEqual(waits(), []);
});

test('givenFinalCloseCode_whenByeWasLost_thenStaysAway', () => {
    const {close, say, told} = network();
    say(HELLO);
    close(4006);
    assert.equal(told.at(-1), 'ended token_revoked');
});

test('givenRefusedHandshake_whenTheTokenIsAtFault_thenEndsWithTheServersWords', async () => {
    const {close, told, waits} = network({words: 'The token has expired.'});
    close();
    await Promise.resolve();
    assert.equal(told.at(-1), 'ended refused The token has expired.');
    assert.deepEqual(waits(), []);
});

test('givenAnswers_whenPinging_thenGoesOn', () => {
    const {fire, say, sockets} = network();
    say(HELLO);
    fire(30_000);
    say({op: 'pong', head: 0});
    fire(30_000);
    assert.deepEqual(sockets[0].sent, [{op: 'ping'}, {op: 'ping'}]);
    assert.equal(sockets[0].closed, false);
});

test('givenSilenceForAWholeInterval_whenPinging_thenIsLostAndTheOldSocketIsIgnored', () => {
    const {connection, fire, say, sockets, told} = network();
    say(HELLO);
    fire(30_000);
    fire(30_000);
    assert.equal(sockets[0].closed, true);
    assert.equal(told.at(-1), 'offline 500');
    connection.start();
    sockets[0].onmessage({data: '{"op":"late"}'});
    sockets[0].onclose({code: 1006});
    assert.equal(told.at(-1), 'connecting');
});

test('givenNoHello_whenItsTimeIsOver_thenIsLost', () => {
    const {fire, told} = network();
    fire(20_000);
    assert.equal(told.at(-1), 'offline 500');
});
