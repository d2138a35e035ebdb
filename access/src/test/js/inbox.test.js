// node --test access/src/test/js/
import {test} from 'node:test';
import assert from 'node:assert/strict';
import {Inbox} from '../../main/resources/static/inbox.js';

const entry = (position, id = `m${position}`) => ({position, conversation: 'd:ann:bob', seq: position, message: {clientMsgId: id}});
const hello = (epoch, head, floor = 0) => ({op: 'hello', epoch, head, floor});

function started() {
    const told = [];
    const written = [];
    const inbox = new Inbox(what => told.push(what));
    inbox.connected(frame => written.push(frame));
    return {inbox, written, received: () => told.filter(what => what.entry).map(what => what.entry.position), told};
}

test('a head above the last position makes it sync, once', () => {
    const {inbox, written} = started();
    inbox.frame(hello('e', 5));
    inbox.frame({op: 'behind', head: 6});
    assert.deepEqual(written, [{op: 'sync', ref: 'sync', after: 0, limit: 200}]);
});

test('a hole in a push makes it sync, and nothing behind the hole is shown before', () => {
    const {inbox, written, received} = started();
    inbox.frame(hello('e', 0));
    inbox.frame({op: 'entries', entries: [entry(1)], head: 1});
    inbox.frame({op: 'entries', entries: [entry(3)], head: 3});
    assert.deepEqual(received(), [1]);
    assert.equal(written.at(-1).after, 1);
    inbox.frame({op: 'entries', ref: 'sync', entries: [entry(2), entry(3)], head: 3, floor: 0});
    assert.deepEqual(received(), [1, 2, 3]);
});

test('repeats are dropped', () => {
    const {inbox, received} = started();
    inbox.frame(hello('e', 0));
    inbox.frame({op: 'entries', entries: [entry(1)], head: 1});
    inbox.frame({op: 'entries', entries: [entry(1), entry(2)], head: 2});
    assert.deepEqual(received(), [1, 2]);
});

test('what lies below the floor is not waited for', () => {
    const {inbox, written} = started();
    inbox.frame(hello('e', 9, 7));
    assert.equal(written[0].after, 7);
});

test('another epoch starts over', () => {
    const {inbox, told, written} = started();
    inbox.frame(hello('e', 0));
    inbox.frame({op: 'entries', entries: [entry(1)], head: 1});
    inbox.frame(hello('other', 1));
    assert.equal(told.filter(what => what.reset).length, 2);
    assert.equal(written.at(-1).after, 0);
});

test('what was not answered is said again under the same id; what was answered is not', () => {
    const {inbox, written} = started();
    inbox.frame(hello('e', 0));
    inbox.say({user: 'bob'}, 'one', 'id1');
    inbox.say({user: 'bob'}, 'two', 'id2');
    inbox.frame({op: 'accepted', ref: 'id1'});
    inbox.disconnected();
    const again = [];
    inbox.connected(frame => again.push(frame));
    inbox.frame(hello('e', 0));
    assert.deepEqual(again.map(frame => frame.clientMsgId), ['id2']);
    assert.equal(written.filter(frame => frame.op === 'send').length, 2);
});

test('a refusal is told with its field', () => {
    const {inbox, told} = started();
    inbox.frame(hello('e', 0));
    inbox.say({user: 'nobody'}, 'hi', 'id1');
    inbox.frame({op: 'error', ref: 'id1', field: 'to.user', message: 'must be the id of a registered user'});
    assert.equal(told.at(-1).said.state, 'failed');
    assert.match(told.at(-1).said.why, /^to\.user: must be/);
});
