import {test} from 'node:test';
import assert from 'node:assert/strict';
import {Conversations, eventOf, textOf} from '../../main/resources/static/conversations.js';

const entry = (seq, sender, to, body = {content: 'hi'}, more = {}) => ({seq, message: {sender, to, at: seq, type: 'text', body, ...more}});
const change = (joined, left = []) => ({change: {joined, left}});

test('givenBothDirections_whenAdded_thenAreOneConversationWithThePeer', () => {
    const all = new Conversations();
    all.add(entry(1, 'bob', {user: 'ann'}), 'ann');
    all.add(entry(2, 'ann', {user: 'bob'}), 'ann');
    all.add(entry(1, 'bob', {group: 'bob'}), 'ann');
    assert.deepEqual(all.sorted.map(({key, entries}) => [key, entries.length]), [['user/bob', 2], ['group/bob', 1]]);
});

test('givenMarks_whenEntriesCome_thenOthersMessagesAboveThemAreUnread', () => {
    const all = new Conversations({'user/bob': 1});
    all.add(entry(1, 'bob', {user: 'ann'}), 'ann');
    all.add(entry(2, 'bob', {user: 'ann'}), 'ann');
    const bob = all.add(entry(3, 'ann', {user: 'bob'}), 'ann');
    assert.equal(bob.unread, 1);
    assert.deepEqual([bob.seen(), bob.seen(), bob.unread], [true, false, 0]);
    assert.deepEqual(all.marks, {'user/bob': 3});
});

test('givenGroupsEvent_whenAdded_thenNamesTheGroup', () => {
    const all = new Conversations();
    const created = entry(1, 'bob', {group: 'g1'}, {groupName: 'Night shift'}, {type: 'group_created', ...change(['bob', 'ann'])});
    assert.equal(all.add(created, 'ann').name, 'Night shift');
    assert.equal(all.get('group/g1').unread, 0);
    assert.equal(all.get('group/g1').last.event, 'bob created the group with you');
});

test('givenChangesOfMembers_whenTold_thenSayWhoDidWhat', () => {
    const told = (type, sender, joined, left) => eventOf({type, sender, ...change(joined, left)}, 'ann');
    assert.equal(told('member_invited', 'ann', ['bob', 'cy']), 'You added bob, cy');
    assert.equal(told('member_invited', 'bob', ['bob']), 'bob joined');
    assert.equal(told('member_kicked', 'bob', [], ['ann']), 'bob removed you');
    assert.equal(told('member_quit', 'ann', [], ['ann']), 'You left');
    assert.equal(told('member_invited', 'bob', ['1', '2', '3', '4', '5', '6', '7']), 'bob added 1, 2, 3, 4, 5 and 2 more');
    assert.equal(eventOf({type: 'text', sender: 'bob'}, 'ann'), '');
});

test('givenBodies_whenShown_thenAreWordsOrTheirType', () => {
    assert.equal(textOf({type: 'text', body: 'bare'}), 'bare');
    assert.equal(textOf({type: 'text', body: {content: '<b>'}}), '<b>');
    assert.equal(textOf({type: 'at_text', body: {text: 'to all'}}), 'to all');
    assert.equal(textOf({type: 'picture', body: {url: 'x'}}), '[picture]');
    assert.equal(textOf({type: 'custom', body: null}), '[custom]');
});
