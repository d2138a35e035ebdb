package io.fluxim.directory.group;

import static io.fluxim.mysql.MySqlStatements.number;
import static io.fluxim.mysql.MySqlStatements.text;

import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of {@code chat_groups} and {@code group_members}, to and from our words. */
final class MySqlGroupRows {

    static final String GROUP_COLUMNS = "id, name, notification, introduction, face_url, ex, need_verification,"
            + " look_member_info, apply_member_friend, owner_id, creator_id, create_time, status, member_count,"
            + " change_number";
    static final int GROUP_WIDTH = 15;
    static final String MEMBER_COLUMNS = "group_id, user_id, role_level, join_time, inviter_id";
    static final int MEMBER_WIDTH = 5;
    static final String MEMBER_ORDER = " ORDER BY role_level DESC, join_time, user_id";

    private MySqlGroupRows() {}

    static Group group(Readable row) {
        return new Group(
                new GroupId(text(row, "id")),
                new GroupProfile(
                        text(row, "name"),
                        text(row, "notification"),
                        text(row, "introduction"),
                        text(row, "face_url"),
                        text(row, "ex"),
                        (int) number(row, "need_verification"),
                        (int) number(row, "look_member_info"),
                        (int) number(row, "apply_member_friend")),
                new UserId(text(row, "owner_id")),
                new UserId(text(row, "creator_id")),
                number(row, "create_time"),
                (int) number(row, "status"),
                (int) number(row, "member_count"));
    }

    static List<Object> values(Group group, long change) {
        GroupProfile profile = group.profile();
        return List.of(
                group.id().value(),
                profile.name(),
                profile.notification(),
                profile.introduction(),
                profile.faceUrl(),
                profile.ex(),
                profile.needVerification(),
                profile.lookMemberInfo(),
                profile.applyMemberFriend(),
                group.owner().value(),
                group.creator().value(),
                group.createTime(),
                group.status(),
                group.memberCount(),
                change);
    }

    static Member member(Readable row) {
        return new Member(
                new GroupId(text(row, "group_id")),
                new UserId(text(row, "user_id")),
                Role.ofLevel((int) number(row, "role_level")),
                number(row, "join_time"),
                new UserId(text(row, "inviter_id")));
    }

    static Stream<Object> values(Member member) {
        return Stream.of(
                member.group().value(),
                member.user().value(),
                member.role().level(),
                member.joinTime(),
                member.inviter().value());
    }

    /** A row of the group, with the level of one member or NULL. */
    static Standing standing(Readable row) {
        @Nullable Integer level = row.get("role_level", Integer.class);
        return level == null
                ? new Standing.NotAMember()
                : new Standing.InGroup(Role.ofLevel(level), (int) number(row, "member_count"));
    }
}
