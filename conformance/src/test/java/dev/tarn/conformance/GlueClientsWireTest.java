package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
  void terraformFindsNothingToDoAfterEachStep() throws IOException, InterruptedException {
    if (!CommandRun.works("terraform", "version") || System.getenv(PLUGINS) == null) {
      abort("SKIPPED: this needs terraform, and " + PLUGINS + " naming a folder with providers");
    }

    CommandRun run = script("terraform/run.sh", "terraform/glue", endpoint);

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output())
        .isEqualTo(
            """
            Apply complete! Resources: 17 added, 0 changed, 0 destroyed.
            Nothing to do after apply
            Apply complete! Resources: 0 added, 8 changed, 0 destroyed.
            Nothing to do after the change
            Destroy complete! Resources: 17 destroyed.
            """);
  }

  private static CommandRun script(String file, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", file));
    command.addAll(List.of(arguments));
    return CommandRun.of(command, Map.of());
  }
}
