package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Uses the services around the lake as boto3 and the AWS CLI do. */
@ExtendWith(SharedTarn.class)
final class AccountClientsWireTest {

  private final String endpoint;

  AccountClientsWireTest(AwsClients clients) {
    this.endpoint = clients.endpoint().toString();
  }

  @Test
  void boto3WalksThroughTheServices() throws IOException, InterruptedException {
    Optional<String> python = PythonWithBoto3.find();
    if (python.isEmpty()) {
      abort("SKIPPED: there is no Python 3 here");
    }
    runs("59 answers as expected\n", python.orElseThrow(), "account/boto3_account.py");
  }

  @Test
  void theAwsCliEncodesInItsOwnWay() throws IOException, InterruptedException {
    if (!CommandRun.works("aws", "--version")) {
      abort("SKIPPED: there is no AWS CLI here (pip install awscli)");
    }
    runs("11 answers as expected\n", "bash", "account/cli.sh");
  }

  private void runs(String output, String program, String script)
      throws IOException, InterruptedException {
    CommandRun run = CommandRun.of(List.of(program, script, endpoint), Map.of());
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).isEqualTo(output);
  }
}
