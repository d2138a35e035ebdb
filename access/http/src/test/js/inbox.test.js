// What a device promises about its inbox. Run by: node --test --experimental-default-type=module access/http/src/test/js/
import {test} from 'node:test';
import assert from 'node:assert/strict';
import {Inbox} from '../../main/resources/static/inbox.js';

const BOB = {user: 'bob'};

const hello = ({epoch = 'e1', head = 0, floor = 0, limits = {maxSyncEntries: 500, maxBodyBytes: 1000}} = {}) =>
    ({op: 'hello', user: 'ann', epoch, head, floor, limits});

const entry = (position, {sender = 'bob', clientMsgId = `m${position}`} = {}) =>
    ({position, conversation: 'd:ann:bob', seq: position, message: {sender, clientMsgId}});

const push = (...entries) => ({op: 'entries', entries, head: entries.at(-1).position, more: false});

/** An inbox whose frames, news and timers are written down. */
function device() {
    const written = [];
    const received = [];
    const changes = [];
    const problems = [];
    const timers = [];
    let resets = 0;
    const inbox = new Inbox({
        write: frame => written.push(frame),
        later: (millis, action) => timers.push({millis, action}),
        see: {
            received: (entry, said) => received.push({position: entry.position, said: said?.clientMsgId}),
            changed: ({clientMsgId, state, why}) => changes.push([clientMsgId, state, why].filter(Boolean).join(' ')),
            reset: () => resets++,
            problem: words => problems.push(words),
        },
    });
    return {
        inbox, written, received, changes, problems, timers,
        resets: () => resets,
        positions: () => received.map(each => each.position),
        writtenOf: op => written.filter(frame => frame.op === op),
        /** The server's answer to the last sync. */
        page: (entries, {head = 0, floor = 0, more = false} = {}) => {
            const {ref} = written.filter(frame => frame.op === 'sync').at(-1);
            inbox.frame({op: 'entries', ref, entries, head, floor, more});
        },
    };
}

/** A device that has been greeted with an empty inbox. */
function greeted() {
    const made = device();
    made.inbox.frame(hello());
    return made;
}

test('givenHeadAbovePosition_whenGreeted_thenSyncsPageByPageAndAcksOnce', () => {
    const {inbox, page, positions, writtenOf} = device();
    inbox.frame(hello({head: 4}));
    page([entry(1), entry(2)], {head: 4, more: true});
    page([entry(3), entry(4)], {head: 4});
    assert.deepEqual(positions(), [1, 2, 3, 4]);
    assert.deepEqual(writtenOf('sync').map(sync => sync.after), [0, 2]);
    assert.deepEqual(writtenOf('ack'), [{op: 'ack', upTo: 4}]);
});

test('givenSyncUnderWay_whenMoreIsTold_thenAsksOneAtATime', () => {
    const {inbox, page, writtenOf} = device();
    inbox.frame(hello({head: 1}));
    inbox.frame({op: 'behind', head: 2});
    inbox.frame({op: 'pong', head: 3});
    assert.equal(writtenOf('sync').length, 1);
    page([entry(1)], {head: 1});
    assert.deepEqual(writtenOf('sync').map(sync => sync.after), [0, 1]);
});

test('givenServersPageLimit_whenSyncing_thenKeepsToIt', () => {
    const {inbox, writtenOf} = device();
    inbox.frame(hello({head: 1, limits: {maxSyncEntries: 7}}));
    assert.equal(writtenOf('sync')[0].limit, 7);
});

test('givenHole_whenPushed_thenShowsNothingBehindItBeforeItIsFilled', () => {
    const {inbox, page, positions, writtenOf} = greeted();
    inbox.frame(push(entry(1)));
    inbox.frame(push(entry(3)));
    assert.deepEqual(positions(), [1]);
    assert.equal(writtenOf('sync').at(-1).after, 1);
    page([entry(2), entry(3)], {head: 3});
    assert.deepEqual(positions(), [1, 2, 3]);
});

test('givenRepeats_whenPushedOrSynced_thenDropsThem', () => {
    const {inbox, page, positions} = greeted();
    inbox.frame(push(entry(1), entry(2)));
    inbox.frame(push(entry(1), entry(2), entry(3)));
    inbox.frame({op: 'behind', head: 5});
    inbox.frame(push(entry(4)));
    page([entry(4), entry(5)], {head: 5});
    assert.deepEqual(positions(), [1, 2, 3, 4, 5]);
});

for (const op of ['behind', 'pong']) {
    test(`givenLostPush_when_${op}_tellsTheHead_thenSyncs`, () => {
        const {inbox, writtenOf} = greeted();
        inbox.frame({op, head: 2});
        assert.equal(writtenOf('sync').length, 1);
    });
}

test('givenFloor_whenGreetedOrSynced_thenWaitsForNothingBelowIt', () => {
    const {inbox, page, positions, problems, writtenOf} = device();
    inbox.frame(hello({head: 9, floor: 5}));
    assert.equal(writtenOf('sync')[0].after, 5);
    page([entry(8), entry(9)], {head: 9, floor: 7});
    assert.deepEqual(positions(), [8, 9]);
    assert.deepEqual(problems, []);
});

test('givenEntryThatTheServerCannotGive_whenSynced_thenSaysSoAndGoesOn', () => {
    const {inbox, page, positions, problems} = device();
    inbox.frame(hello({head: 3}));
    page([entry(1), entry(3)], {head: 3});
    assert.deepEqual(positions(), [1, 3]);
    assert.equal(problems.length, 1);
});

test('givenHeadThatNoPageReaches_whenSynced_thenDoesNotAskInACircle', () => {
    const {inbox, page, writtenOf} = device();
    inbox.frame(hello({head: 3}));
    page([], {head: 3});
    assert.equal(writtenOf('sync').length, 1);
    inbox.frame({op: 'pong', head: 3});
    assert.equal(writtenOf('sync').length, 2);
});

test('givenRefusedSync_whenItsTimeHasCome_thenAsksAgain', () => {
    const {inbox, timers, written, writtenOf} = device();
    inbox.frame(hello({head: 1}));
    inbox.frame({op: 'error', ref: written[0].ref, code: 'unavailable', message: 'busy', temporary: true, retryAfterMs: 200});
    inbox.frame({op: 'pong', head: 1});
    assert.equal(writtenOf('sync').length, 1);
    assert.equal(timers[0].millis, 200);
    timers[0].action();
    assert.equal(writtenOf('sync').length, 2);
});

test('givenSyncUnansweredOnLostConnection_whenGreetedAgain_thenAsksFromWhereItStands', () => {
    const {inbox, page, writtenOf} = device();
    inbox.frame(hello({head: 4}));
    page([entry(1), entry(2)], {head: 4, more: true});
    inbox.offline();
    inbox.frame(hello({head: 4}));
    assert.deepEqual(writtenOf('sync').map(sync => sync.after), [0, 2, 2]);
});

test('givenAnotherEpoch_whenGreeted_thenStartsOverAndSendsAgainWhatHadNotComeBack', () => {
    const {inbox, page, positions, resets, writtenOf} = greeted();
    inbox.frame(push(entry(1), entry(2)));
    inbox.say(BOB, 'one', 'id1', 1);
    inbox.frame({op: 'accepted', ref: 'id1'});
    inbox.offline();
    inbox.frame(hello({epoch: 'e2', head: 1}));
    assert.equal(resets(), 1);
    assert.equal(writtenOf('sync').at(-1).after, 0);
    assert.deepEqual(writtenOf('send').map(send => send.clientMsgId), ['id1', 'id1']);
    page([entry(1)], {head: 1});
    assert.deepEqual(positions(), [1, 2, 1]);
});

test('givenUnansweredSends_whenGreetedAgain_thenRepeatsTheseInOrderUnderTheirIds', () => {
    const {inbox, writtenOf} = greeted();
    ['id1', 'id2', 'id3'].forEach(clientMsgId => inbox.say(BOB, 'hi', clientMsgId, 1));
    inbox.frame({op: 'accepted', ref: 'id2'});
    inbox.offline();
    inbox.say(BOB, 'said offline', 'id4', 1);
    assert.equal(writtenOf('send').length, 3);
    inbox.frame(hello());
    assert.deepEqual(writtenOf('send').slice(3).map(send => send.clientMsgId), ['id1', 'id3', 'id4']);
});

test('givenSend_whenItsEntryComesBack_thenIsDelivered', () => {
    const {inbox, changes, received} = greeted();
    inbox.say(BOB, 'hi', 'id1', 1);
    inbox.frame({op: 'accepted', ref: 'id1'});
    inbox.frame(push(entry(1, {sender: 'ann', clientMsgId: 'id1'})));
    assert.deepEqual(changes, ['id1 sending', 'id1 accepted']);
    assert.deepEqual(received, [{position: 1, said: 'id1'}]);
    assert.deepEqual(inbox.said, []);
});

test('givenSomebodyElsesMessageOfTheSameId_whenItComes_thenOursIsStillWaitedFor', () => {
    const {inbox, received} = greeted();
    inbox.say(BOB, 'hi', 'id1', 1);
    inbox.frame(push(entry(1, {sender: 'bob', clientMsgId: 'id1'})));
    assert.deepEqual(received, [{position: 1, said: undefined}]);
    assert.equal(inbox.said.length, 1);
});

test('givenRefusal_whenForGood_thenIsToldWithItsFieldAndCanBeTriedAgainOrForgotten', () => {
    const {inbox, changes, writtenOf} = greeted();
    inbox.say({user: 'nobody'}, 'hi', 'id1', 1);
    const refusal = {op: 'error', ref: 'id1', field: 'to.user', message: 'must be the id of a registered user', temporary: false};
    inbox.frame(refusal);
    assert.equal(changes.at(-1), 'id1 refused to.user must be the id of a registered user');
    inbox.again(inbox.said[0]);
    assert.equal(writtenOf('send').length, 2);
    inbox.frame(refusal);
    inbox.forget(inbox.said[0]);
    assert.deepEqual(inbox.said, []);
});

test('givenRefusal_whenForNow_thenIsSentAgainByItself', () => {
    const {inbox, changes, timers, writtenOf} = greeted();
    inbox.say(BOB, 'hi', 'id1', 1);
    inbox.frame({op: 'error', ref: 'id1', message: 'busy', temporary: true, retryAfterMs: 1500});
    assert.equal(changes.at(-1), 'id1 waiting busy');
    assert.equal(timers[0].millis, 1500);
    timers[0].action();
    assert.deepEqual(writtenOf('send').map(send => send.clientMsgId), ['id1', 'id1']);
    inbox.frame({op: 'accepted', ref: 'id1'});
    timers[0].action();
    assert.equal(writtenOf('send').length, 2);
});

test('givenRejection_whenAfterOrBeforeAccepted_thenIsFinal', () => {
    const {inbox, changes, writtenOf} = greeted();
    inbox.say({group: 'crew'}, 'hi', 'id1', 1);
    inbox.frame({op: 'rejected', clientMsgId: 'id1', code: 'not_a_member', message: 'no longer a member'});
    inbox.frame({op: 'accepted', ref: 'id1'});
    inbox.offline();
    inbox.frame(hello());
    assert.equal(changes.at(-1), 'id1 rejected no longer a member');
    assert.equal(writtenOf('send').length, 1);
});

test('givenBodyAboveTheLimit_whenSaid_thenIsRefusedWithoutTroublingTheServer', () => {
    const {inbox, changes, writtenOf} = greeted();
    inbox.say(BOB, '€'.repeat(400), 'id1', 1);
    assert.equal(changes.at(-1), 'id1 refused too long: 1202 bytes of at most 1000');
    assert.deepEqual(writtenOf('send'), []);
});

test('givenWhatAnEarlierLifeLeft_whenGreeted_thenIsSentUnderItsId', () => {
    const {inbox, writtenOf} = device();
    inbox.restore([
        {clientMsgId: 'id1', to: BOB, type: 'text', body: 'hi', at: 1, state: 'sending', why: ''},
        {clientMsgId: 'id2', to: BOB, type: 'text', body: 'ho', at: 2, state: 'accepted', why: ''},
    ]);
    inbox.frame(hello());
    assert.deepEqual(writtenOf('send').map(send => send.clientMsgId), ['id1']);
    assert.deepEqual(inbox.said.map(said => said.state), ['sending', 'accepted']);
});

test('givenErrorThatAnswersNothing_whenItComes_thenIsAProblem', () => {
    const {inbox, problems} = greeted();
    inbox.frame({op: 'error', code: 'malformed', message: 'the frame must be valid UTF-8', temporary: false});
    inbox.frame({op: 'something_new'});
    assert.deepEqual(problems, ['the frame must be valid UTF-8']);
});
