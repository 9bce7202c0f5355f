package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Uses the object store as other people's programs do. */
@ExtendWith(SharedTarn.class)
final class S3ClientsWireTest {

  private final String endpoint;

  S3ClientsWireTest(AwsClients clients) {
    this.endpoint = clients.endpoint().toString();
  }

  @Test
  void boto3WalksThroughTheStore() throws IOException, InterruptedException {
    Optional<String> python = PythonWithBoto3.find();
    if (python.isEmpty()) {
      abort("SKIPPED: there is no Python 3 here");
    }

    CommandRun run =
        CommandRun.of(List.of(python.orElseThrow(), "s3/boto3_store.py", endpoint), Map.of());

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).endsWith("answers as expected\n");
  }
}
