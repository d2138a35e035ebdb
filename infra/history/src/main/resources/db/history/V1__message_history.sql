-- The archive: each message once, by its conversation and place. Strict SQL mode is required (checked at start): what does
-- not fit is refused, never cut. Plain SQL that MySQL 8 and MariaDB both take; at: Unix milliseconds.
-- envelope: an EnvelopeRecord (protobuf) without its body: what the other columns do not tell.

CREATE TABLE message_history (
    conversation  VARCHAR(140) NOT NULL,
    seq           BIGINT       NOT NULL,
    message_id    CHAR(32)     NOT NULL,
    client_msg_id VARCHAR(128) NOT NULL,
    sender        VARCHAR(64)  NOT NULL,
    type          VARCHAR(32)  NOT NULL,
    body          MEDIUMTEXT   NOT NULL,
    at            BIGINT       NOT NULL,
    envelope      MEDIUMBLOB   NOT NULL,
    PRIMARY KEY (conversation, seq),
    KEY message_history_id (message_id),
    KEY message_history_at (conversation, at)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;
