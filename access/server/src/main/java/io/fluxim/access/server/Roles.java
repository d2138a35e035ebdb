package io.fluxim.access.server;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Opens the doors that {@code im.access.roles} names: {@code socket}, {@code http}, or both, which is the default. Nodes of one
 * role each let light and heavy traffic scale apart; a proxy then brings {@code /ws} to the one kind and all else to the other.
 */
final class Roles implements ImportSelector {

    private static final String KEY = "im.access.roles";

    private final Environment environment;

    Roles(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        return roles().stream().map(role -> role.configuration().getName()).toArray(String[]::new);
    }

    private Set<Role> roles() {
        Set<Role> roles;
        try {
            roles = Binder.get(environment)
                    .bind(KEY, Bindable.setOf(Role.class))
                    .orElseGet(() -> EnumSet.allOf(Role.class));
        } catch (BindException e) {
            throw wrong();
        }
        if (roles.isEmpty()) {
            throw wrong();
        }
        return roles;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                KEY + " must be socket, http, or socket,http, was " + environment.getProperty(KEY));
    }
}
