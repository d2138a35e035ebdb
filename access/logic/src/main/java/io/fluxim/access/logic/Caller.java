package io.fluxim.access.logic;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;

/**
 * Who calls, as their token proves.
 *
 * @param admin whether they are the app's administrator, who may act for everybody
 */
public record Caller(UserId user, Platform platform, boolean admin) {

    /** Refuses who acts for another user without being the administrator. */
    public void mustBe(String field, UserId user) {
        if (!admin && !this.user.equals(user)) {
            throw new InvalidInput(ErrorCode.NOT_PERMITTED, field, "must be the token's own user: " + this.user);
        }
    }

    /** Refuses everybody but the administrator. */
    public void mustBeAdmin() {
        if (!admin) {
            throw new Refused(ErrorCode.NOT_PERMITTED, "token: must be an administrator's (/auth/get_admin_token)");
        }
    }
}
