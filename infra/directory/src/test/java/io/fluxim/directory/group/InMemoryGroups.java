package io.fluxim.directory.group;

import io.fluxim.directory.Limits;
import io.fluxim.directory.outbox.InMemoryOutbox;
import io.fluxim.directory.user.InMemoryOrder;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@link Groups} for tests of other modules; held to the same contract as the real ones. */
public final class InMemoryGroups implements Groups {

    private static final Comparator<Member> OF_A_GROUP = Comparator.comparing(Member::role)
            .thenComparing(Member::joinTime)
            .thenComparing(Member::user, InMemoryOrder.USERS);

    /** Guarded by this object, which stands for the lock of each group's row. */
    private final Map<GroupId, State> groups = new TreeMap<>(InMemoryOrder.GROUPS);

    private final InMemoryOutbox outbox;
    private final Clock clock;
    private final int maxMembers;

    public InMemoryGroups(InMemoryOutbox outbox, Clock clock) {
        this(outbox, clock, 100_000);
    }

    /** @param maxMembers most members of a group */
    InMemoryGroups(InMemoryOutbox outbox, Clock clock, int maxMembers) {
        this.maxMembers = maxMembers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A group with its members and the number of its last change. */
    private static final class State {
        private final NewGroup made;
        private final GroupId id;
        private final long createTime;
        private final Map<UserId, Member> members = new LinkedHashMap<>();
        private long change = 1;

        State(GroupId id, NewGroup made, long now) {
            this.id = id;
            this.made = made;
            this.createTime = now;
            made.users()
                    .forEach(user -> members.put(user, new Member(id, user, made.role(user), now, made.operator())));
        }

        Group group() {
            return new Group(id, made.profile(), made.owner(), made.operator(), createTime, 0, members.size());
        }

        MembershipEvents.Named named() {
            return new MembershipEvents.Named(id, made.profile().name());
        }

        MembersChanged changed(List<UserId> users) {
            return new MembersChanged(group(), change, users);
        }
    }

    @Override
    public Mono<MembersChanged> create(NewGroup group) {
        return locked(() -> {
            Refusals.checkSize(group, maxMembers);
            GroupId id = group.id()
                    .orElseGet(() -> new GroupId(UUID.randomUUID().toString().replace("-", "")));
            if (groups.containsKey(id)) {
                throw Refusals.groupExists(id);
            }
            State state = new State(id, group, clock.millis());
            groups.put(id, state);
            outbox.append(
                    id,
                    state.change,
                    MembershipEvents.joined(
                            MessageType.GROUP_CREATED, state.named(), state.change, group.operator(), group.users()));
            return state.changed(group.users());
        });
    }

    @Override
    public Mono<MembersChanged> change(GroupId group, GroupRule rule) {
        return locked(() -> {
            State state = state(group);
            Map<UserId, Member> asked = new LinkedHashMap<>(state.members);
            asked.keySet().retainAll(rule.asks());
            GroupDecision decision = rule.decide(new GroupSnapshot(state.group(), asked, maxMembers));
            if (decision.users().isEmpty()) {
                return state.changed(decision.users());
            }
            state.change++;
            outbox.append(group, state.change, apply(state, rule.operator(), decision));
            return state.changed(decision.users());
        });
    }

    /** Answers the event. */
    private Envelope apply(State state, UserId operator, GroupDecision decision) {
        List<UserId> users = decision.users();
        if (decision instanceof GroupDecision.Leave) {
            users.forEach(state.members::remove);
            return MembershipEvents.left(decision.type(), state.named(), state.change, operator, users);
        }
        long now = clock.millis();
        users.forEach(user -> state.members.put(user, new Member(state.id, user, Role.MEMBER, now, operator)));
        return MembershipEvents.joined(decision.type(), state.named(), state.change, operator, users);
    }

    @Override
    public Mono<List<Group>> find(Collection<GroupId> ids) {
        return locked(() -> ids.stream()
                .distinct()
                .map(groups::get)
                .filter(Objects::nonNull)
                .map(State::group)
                .toList());
    }

    @Override
    public Mono<Standing> standing(GroupId group, UserId user) {
        return locked(() -> {
            @Nullable State state = groups.get(group);
            if (state == null) {
                return new Standing.NoSuchGroup();
            }
            @Nullable Member member = state.members.get(user);
            return member == null
                    ? new Standing.NotAMember()
                    : new Standing.InGroup(member.role(), state.members.size());
        });
    }

    @Override
    public Mono<List<Member>> members(GroupId group, int offset, int limit) {
        return locked(() -> {
            Limits.page(offset, limit);
            return membersOf(group).sorted(OF_A_GROUP).skip(offset).limit(limit).toList();
        });
    }

    @Override
    public Mono<List<Member>> members(GroupId group, Collection<UserId> users) {
        return locked(() -> membersOf(group)
                .filter(member -> users.contains(member.user()))
                .sorted(OF_A_GROUP)
                .toList());
    }

    @Override
    public Mono<List<Group>> joined(UserId user, int offset, int limit) {
        return locked(() -> {
            Limits.page(offset, limit);
            return groupsOf(user).skip(offset).limit(limit).map(State::group).toList();
        });
    }

    @Override
    public Mono<Long> countJoined(UserId user) {
        return locked(() -> groupsOf(user).count());
    }

    private State state(GroupId group) {
        @Nullable State state = groups.get(group);
        if (state == null) {
            throw Refusals.unknownGroup(group);
        }
        return state;
    }

    private Stream<Member> membersOf(GroupId group) {
        @Nullable State state = groups.get(group);
        return state == null ? Stream.empty() : state.members.values().stream();
    }

    private Stream<State> groupsOf(UserId user) {
        return groups.values().stream().filter(state -> state.members.containsKey(user));
    }

    private <T> Mono<T> locked(Supplier<T> action) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                return action.get();
            }
        });
    }
}
