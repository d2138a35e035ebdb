package io.fluxim.cli;

import io.fluxim.client.Administrator;
import io.fluxim.client.Api;
import io.fluxim.client.Login;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a token and nothing else, so that a script can take it. */
@Command(name = "token", description = "Prints a token for a user, who is registered if needed.")
final class TokenCommand implements Callable<Integer> {

    @Mixin
    private Installation installation = new Installation();

    @Parameters(paramLabel = "USER", description = "the user's id")
    private String user = "";

    @Option(names = "--platform", paramLabel = "N", description = "OpenIM's number of the platform; 5: web")
    private int platform = 5;

    @Override
    public Integer call() {
        Login login = new Login(new Api(installation.url()), Administrator.of(installation.data()));
        System.out.println(login.token(user, platform));
        return 0;
    }
}
