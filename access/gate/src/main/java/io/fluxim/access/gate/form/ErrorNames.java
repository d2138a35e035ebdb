package io.fluxim.access.gate.form;

import io.fluxim.protocol.ErrorCode;

/** OpenIM's names of its error numbers (its error table); app servers show or compare them. */
final class ErrorNames {

    private ErrorNames() {}

    static String of(ErrorCode code) {
        return switch (code) {
            case INTERNAL, UNAVAILABLE -> "ServerInternalError";
            case BAD_ARGUMENT, MALFORMED, UNKNOWN_OP, TOO_LARGE, RATE_LIMITED, TOKEN_MISSING -> "ArgsError";
            case TOO_MANY_CONNECTIONS -> "ConnOverMaxNumLimit";
            case NOT_PERMITTED -> "NoPermissionError";
            case CONFLICT -> "DuplicateKeyError";
            case NOT_FOUND -> "RecordNotFoundError";
            case UNKNOWN_USER -> "UserIDNotFoundError";
            case USER_EXISTS -> "RegisteredAlreadyError";
            case UNKNOWN_GROUP -> "GroupIDNotFoundError";
            case GROUP_EXISTS -> "GroupIDExisted";
            case NOT_A_MEMBER -> "NotInGroupYetError";
            case TOKEN_EXPIRED -> "TokenExpiredError";
            case TOKEN_INVALID -> "TokenInvalidError";
            case TOKEN_MALFORMED -> "TokenMalformedError";
            case TOKEN_NOT_YET_VALID -> "TokenNotValidYetError";
            case TOKEN_FORGED -> "TokenUnknownError";
            case TOKEN_REVOKED -> "TokenKickedError";
        };
    }
}
