package io.fluxim.access.server;

import java.util.List;

/**
 * A route and a good request of tess, an ordinary user.
 *
 * @param good its body; NEW stands for a name that nobody has
 */
record HostileRoute(String path, String good) {

    private static final String PAGE = "\"pagination\":{\"pageNumber\":1,\"showNumber\":50}";

    static final List<HostileRoute> ALL = List.of(
            new HostileRoute("/auth/get_admin_token", "{\"secret\":\"a guess of the secret\",\"userID\":\"imAdmin\"}"),
            new HostileRoute("/auth/parse_token", "{\"token\":\"x.y.z\"}"),
            new HostileRoute("/auth/get_user_token", "{\"platformID\":5,\"userID\":\"tom\"}"),
            new HostileRoute("/auth/force_logout", "{\"platformID\":1,\"userID\":\"tom\"}"),
            new HostileRoute("/user/account_check", "{\"checkUserIDs\":[\"tess\",\"tom\"]}"),
            new HostileRoute("/user/get_users", "{" + PAGE + ",\"userID\":\"tess\",\"nickName\":\"\"}"),
            new HostileRoute("/user/get_users_online_status", "{\"userIDs\":[\"tess\",\"tom\"]}"),
            new HostileRoute("/user/get_users_info", "{\"userIDs\":[\"tess\",\"tom\"]}"),
            new HostileRoute("/group/get_groups_info", "{\"groupIDs\":[\"tess-club\"]}"),
            new HostileRoute("/group/get_joined_group_list", "{\"fromUserID\":\"tess\"," + PAGE + "}"),
            new HostileRoute(
                    "/group/get_group_member_list",
                    "{\"groupID\":\"tess-club\",\"filter\":0,\"keyword\":\"\"," + PAGE + "}"),
            new HostileRoute("/group/get_group_members_info", "{\"groupID\":\"tess-club\",\"userIDs\":[\"tess\"]}"),
            new HostileRoute(
                    "/group/invite_user_to_group",
                    "{\"groupID\":\"tess-club\",\"invitedUserIDs\":[\"tom\"],\"reason\":\"r\"}"),
            new HostileRoute(
                    "/group/kick_group", "{\"groupID\":\"tess-club\",\"kickedUserIDs\":[\"tom\"],\"reason\":\"r\"}"),
            new HostileRoute("/group/quit_group", "{\"groupID\":\"tess-club\",\"userID\":\"tom\"}"),
            new HostileRoute(
                    "/msg/get_history",
                    "{\"conversation\":\"d:tess:tom\",\"fromSeq\":1,\"toSeq\":9,\"order\":0,\"limit\":10,"
                            + "\"beyond\":{\"seq\":1,\"time\":1}}"),
            new HostileRoute("/msg/get_history", "{\"userID\":\"tom\",\"fromTime\":1,\"toTime\":9}"),
            new HostileRoute("/msg/get_history", "{\"groupID\":\"tess-club\"}"),
            new HostileRoute(
                    "/msg/send_msg",
                    "{\"sendID\":\"tess\",\"recvID\":\"tom\",\"sessionType\":1,\"contentType\":106,\"clientMsgID\":\"c\","
                            + "\"content\":{\"text\":\"x\",\"atUserList\":[\"tom\"]},\"senderPlatformID\":1,"
                            + "\"isOnlineOnly\":false,\"notOfflinePush\":true,\"ex\":\"e\",\"offlinePushInfo\":"
                            + "{\"title\":\"t\",\"desc\":\"d\",\"ex\":\"e\",\"iOSPushSound\":\"s\",\"iOSBadgeCount\":true}}"),
            new HostileRoute(
                    "/msg/send_msg",
                    "{\"sendID\":\"tess\",\"groupID\":\"tess-club\",\"sessionType\":3,\"contentType\":101,"
                            + "\"content\":{\"content\":\"x\"}}"),
            new HostileRoute("/msg/get_server_time", "{}"));

    static final HostileRoute REGISTER = new HostileRoute(
            "/user/user_register",
            "{\"users\":[{\"userID\":\"NEW\",\"nickname\":\"n\",\"faceURL\":\"f\",\"ex\":\"e\","
                    + "\"globalRecvMsgOpt\":0}]}");
    static final HostileRoute UPDATE = new HostileRoute(
            "/user/update_user_info_ex",
            "{\"userInfo\":{\"userID\":\"tess\",\"nickname\":\"n\",\"faceURL\":\"f\",\"ex\":\"e\","
                    + "\"globalRecvMsgOpt\":0}}");
    static final HostileRoute OLD_UPDATE = new HostileRoute("/user/update_user_info", UPDATE.good());
    static final HostileRoute CREATE = new HostileRoute(
            "/group/create_group",
            "{\"ownerUserID\":\"tess\",\"memberUserIDs\":[\"tom\"],\"adminUserIDs\":[],\"groupInfo\":{\"groupID\":\"NEW\","
                    + "\"groupName\":\"g\",\"notification\":\"n\",\"introduction\":\"i\",\"faceURL\":\"f\",\"ex\":\"e\","
                    + "\"groupType\":2,\"needVerification\":0,\"lookMemberInfo\":0,\"applyMemberFriend\":0}}");

    /** Whether this is a field of such requests, or what is said of several together. */
    boolean names(String field) {
        String last = field.replaceAll("\\[\\d+]", "");
        last = last.substring(last.lastIndexOf('.') + 1);
        return good.contains("\"" + last + "\":")
                || List.of("token", "body", "conversation").contains(field);
    }
}
