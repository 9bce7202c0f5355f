package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Uses the Glue Data Catalog as the AWS CLI and Terraform do. */
@ExtendWith(SharedTarn.class)
final class GlueClientsWireTest {
  private static final String PLUGINS = "TERRAFORM_PLUGIN_MIRROR";

  private final String endpoint;

  GlueClientsWireTest(AwsClients clients) {
    this.endpoint = clients.endpoint().toString();
  }

  @Test
  void awsCliWalksThroughTheCatalog() throws IOException, InterruptedException {
    if (!CommandRun.works("aws", "--version")) {
      abort("SKIPPED: there is no AWS CLI here (pip install awscli)");
    }

    CommandRun run = script("aws-cli/glue-catalog.sh", endpoint);

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).isEqualTo("42 answers as expected\n");
  }

  @Test
  @Timeout(600)
  void terraformFindsNothingToDoAfterEachStep() throws IOException, InterruptedException {
    assertThat(terraform("terraform/run.sh", "terraform/glue", endpoint))
        .isEqualTo(
            """
            Apply complete! Resources: 17 added, 0 changed, 0 destroyed.
            Nothing to do after apply
            Apply complete! Resources: 0 added, 8 changed, 0 destroyed.
            Nothing to do after the change
            Destroy complete! Resources: 17 destroyed.
            """);
  }

  @Test
  @Timeout(600)
  void terraformMakesAndUnmakesADataLake() throws IOException, InterruptedException {
    assertThat(terraform("terraform/rounds.sh", "terraform/data-lake", endpoint, "1"))
        .isEqualTo(
            """
            Round 1 of 1
            Apply complete! Resources: 45 added, 0 changed, 0 destroyed.
            Nothing to do after apply
            Apply complete! Resources: 0 added, 22 changed, 0 destroyed.
            Nothing to do after the change
            Destroy complete! Resources: 45 destroyed.
            Nothing left behind after 1 rounds
            """);
  }

  private static String terraform(String file, String... arguments)
      throws IOException, InterruptedException {
    if (!CommandRun.works("terraform", "version") || System.getenv(PLUGINS) == null) {
      abort("SKIPPED: this needs terraform, and " + PLUGINS + " naming a folder with providers");
    }
    CommandRun run = script(file, arguments);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.output();
  }

  private static CommandRun script(String file, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", file));
    command.addAll(List.of(arguments));
    return CommandRun.of(command, Map.of());
  }
}
