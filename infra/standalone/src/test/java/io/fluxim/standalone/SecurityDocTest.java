package io.fluxim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code SECURITY.md} names a test for each defence, and only tests that there are. */
class SecurityDocTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    @Test
    void givenThreats_whenRead_thenEachHasADefenceAndATestThatIsThere() throws Exception {
        Set<String> tests = TestClasses.names();
        List<String> threats = threats();
        assertThat(threats).hasSizeGreaterThan(15).allSatisfy(line -> {
            String[] cells = line.substring(1).split("\\|");
            assertThat(cells).as(line).hasSize(3);
            List<String> named = TEST.matcher(cells[2])
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(named).as(line).isNotEmpty();
            assertThat(tests).as(line).containsAll(named);
        });
    }

    private static List<String> threats() throws IOException {
        return Files.readAllLines(TestClasses.ROOT.resolve("SECURITY.md")).stream()
                .dropWhile(line -> !line.startsWith("| threat |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
