package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signers that are not ours, botocore and curl, against {@code auth=strict}, over HTTP and TLS. */
final class StrictSignaturesTest {
  private static final Path SCRIPT = Path.of("signatures", "strict_signatures.py").toAbsolutePath();
  private static final String KEY_ID = "AKIACONFORMANCE";
  private static final String SECRET = "secret/with+odd=signs";

  @Test
  void otherSignersAreUnderstood(@TempDir Path data) throws Exception {
    Optional<String> python = PythonWithBoto3.find();
    assumeTrue(python.isPresent(), "SKIPPED: there is no python3 with boto3");
    Map<String, String> strict =
        Map.of("TARN_AUTH", "strict", "TARN_CREDENTIALS", KEY_ID + ":" + SECRET);
    try (TarnProcess tarn = TarnProcess.start(data, strict)) {
      run(python.get(), tarn.endpoint(), Map.of());
      String authority = tarnCommand("ca", "--path", "--data", data.toString()).strip();
      URI https = URI.create("https://localhost:" + tarn.endpoint().getPort());
      run(python.get(), https, Map.of("AWS_CA_BUNDLE", authority));
      if (CommandRun.works("aws", "--version")) {
        CommandRun cli =
            CommandRun.of(
                List.of("aws", "--endpoint-url", https.toString(), "s3", "ls"),
                Map.of(
                    "AWS_CA_BUNDLE", authority,
                    "AWS_ACCESS_KEY_ID", KEY_ID,
                    "AWS_SECRET_ACCESS_KEY", SECRET,
                    "AWS_DEFAULT_REGION", "us-east-1"));
        assertThat(cli.errors()).isEmpty();
        assertThat(cli.output()).contains("signed-by-botocore");
      }
      assertOpenSslTakesTheHostOfABucket(https.getPort(), authority);
    }
  }

  private static void run(String python, URI endpoint, Map<String, String> environment)
      throws Exception {
    CommandRun run =
        CommandRun.of(
            List.of(python, SCRIPT.toString(), endpoint.toString(), KEY_ID, SECRET), environment);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).contains("checks of signatures at " + endpoint);
  }

  /** OpenSSL takes no wildcard below localhost; nothing is looked up in DNS. */
  private static void assertOpenSslTakesTheHostOfABucket(int port, String authority)
      throws Exception {
    String host = "some-bucket.localhost";
    if (CommandRun.works("curl", "--version")) {
      CommandRun curl =
          CommandRun.of(
              List.of(
                  "curl",
                  "-sS",
                  "--cacert",
                  authority,
                  "--resolve",
                  host + ":" + port + ":127.0.0.1",
                  "https://" + host + ":" + port + "/"),
              Map.of());
      assertThat(curl.errors()).isEmpty();
      assertThat(curl.output()).contains("<Code>AccessDenied</Code>");
    }
  }

  private static String tarnCommand(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(TarnProcess.launcher().toString()));
    command.addAll(List.of(arguments));
    CommandRun run = CommandRun.of(command, Map.of());
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.output();
  }
}
