package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the snippets of the pages for clients as they stand there. */
@ExtendWith(SharedTarn.class)
final class ClientPagesWireTest {
  private static final Path PAGES = Path.of("..", "docs", "clients");

  private final URI endpoint;
  @TempDir Path work;

  ClientPagesWireTest(AwsClients clients) {
    this.endpoint = clients.endpoint();
  }

  @Test
  void boto3() throws IOException, InterruptedException {
    String python =
        PythonWithBoto3.find().orElseGet(() -> abort("SKIPPED: there is no python3 here"));
    Path program = Files.writeString(work.resolve("page.py"), snippet("boto3.md", "python"));

    CommandRun run =
        CommandRun.of(
            List.of(python, program.toString()), Map.of("AWS_ENDPOINT_URL", endpoint.toString()));

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).isEqualTo("42\n");
  }

  @Test
  void awsCli() throws IOException, InterruptedException {
    if (!CommandRun.works("aws", "--version")) {
      abort("SKIPPED: there is no AWS CLI here (pip install awscli)");
    }
    String script =
        "set -euo pipefail\n"
            + snippet("aws-cli.md", "sh")
                .replace(
                    "./tarn env",
                    "'%s' env --endpoint '%s'".formatted(TarnProcess.launcher(), endpoint));
    Path program = Files.writeString(work.resolve("page.sh"), script);

    CommandRun run = CommandRun.of(List.of("bash", program.toString()), Map.of());

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).endsWith("42\n");
  }

  private static String snippet(String page, String language) throws IOException {
    String text =
        Files.readAllLines(PAGES.resolve(page)).stream()
            .dropWhile(line -> !line.equals("<!-- run; last 42 -->"))
            .dropWhile(line -> !line.equals("```" + language))
            .skip(1)
            .takeWhile(line -> !line.equals("```"))
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(text).isNotBlank();
    return text;
  }
}
