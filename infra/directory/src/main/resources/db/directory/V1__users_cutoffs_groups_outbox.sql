-- Ids are compared byte by byte: utf8mb4_bin. It pads with spaces, which ids cannot contain.
-- Plain SQL that MySQL 8 and MariaDB both take. Times are Unix milliseconds.

CREATE TABLE users (
    id                  VARCHAR(64)   NOT NULL,
    nickname            VARCHAR(255)  NOT NULL,
    face_url            VARCHAR(2048) NOT NULL,
    ex                  TEXT          NOT NULL,
    create_time         BIGINT        NOT NULL,
    app_manager_level   INT           NOT NULL,
    global_recv_msg_opt INT           NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- Tokens of (user, platform) that were issued before the cut-off are revoked. Only ever raised.
CREATE TABLE cutoffs (
    user_id  VARCHAR(64) NOT NULL,
    platform INT         NOT NULL,
    cutoff   BIGINT      NOT NULL,
    PRIMARY KEY (user_id, platform)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- change_number and member_count move under the lock of the group's row.
CREATE TABLE chat_groups (
    id                  VARCHAR(64)   NOT NULL,
    name                VARCHAR(255)  NOT NULL,
    notification        TEXT          NOT NULL,
    introduction        TEXT          NOT NULL,
    face_url            VARCHAR(2048) NOT NULL,
    ex                  TEXT          NOT NULL,
    need_verification   INT           NOT NULL,
    look_member_info    INT           NOT NULL,
    apply_member_friend INT           NOT NULL,
    owner_id            VARCHAR(64)   NOT NULL,
    creator_id          VARCHAR(64)   NOT NULL,
    create_time         BIGINT        NOT NULL,
    status              INT           NOT NULL,
    member_count        INT           NOT NULL,
    change_number       BIGINT        NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE group_members (
    group_id   VARCHAR(64) NOT NULL,
    user_id    VARCHAR(64) NOT NULL,
    role_level INT         NOT NULL,
    join_time  BIGINT      NOT NULL,
    inviter_id VARCHAR(64) NOT NULL,
    PRIMARY KEY (group_id, user_id),
    KEY group_members_of_user (user_id, group_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- Membership events on their way to Kafka; a row goes when its event is there. envelope: an EnvelopeRecord (protobuf).
CREATE TABLE outbox (
    id            BIGINT      NOT NULL AUTO_INCREMENT,
    group_id      VARCHAR(64) NOT NULL,
    change_number BIGINT      NOT NULL,
    envelope      MEDIUMBLOB  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY outbox_change (group_id, change_number)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;
