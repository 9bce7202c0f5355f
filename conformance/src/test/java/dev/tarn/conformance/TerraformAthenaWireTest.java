package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applies, changes and destroys Athena's resources with Terraform's AWS provider. */
@ExtendWith(SharedTarn.class)
final class TerraformAthenaWireTest {
  private static final String PLUGINS = "TERRAFORM_PLUGIN_MIRROR";

  private final String endpoint;

  TerraformAthenaWireTest(AwsClients clients) {
    this.endpoint = clients.endpoint().toString();
  }

  @Test
  @Timeout(300)
  void findsNothingToDoAfterEachStep() throws IOException, InterruptedException {
    if (!CommandRun.works("terraform", "version") || System.getenv(PLUGINS) == null) {
      abort("SKIPPED: this needs terraform, and " + PLUGINS + " naming a folder with providers");
    }

    CommandRun run =
        CommandRun.of(List.of("bash", "terraform/run.sh", "terraform/athena", endpoint), Map.of());

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output())
        .isEqualTo(
            """
            Apply complete! Resources: 10 added, 0 changed, 0 destroyed.
            Nothing to do after apply
            Apply complete! Resources: 1 added, 5 changed, 1 destroyed.
            Nothing to do after the change
            Destroy complete! Resources: 10 destroyed.
            """);
  }
}
