package dev.tarn.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.TestcontainersConfiguration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3Client;

/** Drives the really built image; skipped where there is no Docker, or the image is not built. */
final class TarnContainerTest {
  private static final DockerImageName IMAGE =
      DockerImageName.parse(
          Optional.ofNullable(System.getenv("TARN_IMAGE"))
              .orElse(TarnContainer.DEFAULT_IMAGE.asCanonicalNameString()));

  @BeforeAll
  static void needDockerAndTheImage() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      abort("SKIPPED: no Docker daemon answers here");
    }
    try {
      DockerClientFactory.lazyClient().inspectImageCmd(IMAGE.asCanonicalNameString()).exec();
    } catch (NotFoundException e) {
      abort("SKIPPED: there is no image " + IMAGE + " here; docker build -t tarn .");
    }
  }

  @Test
  void startsWithItsFixturesAndAnswersQueries() throws IOException, InterruptedException {
    try (Network network = Network.newNetwork();
        TarnContainer tarn =
            new TarnContainer(IMAGE)
                .withFixtures("fixtures")
                .withMemory("1g")
                .withRegion("eu-central-1")
                .withNetwork(network)
                .withNetworkAliases("lake")) {
      tarn.start();

      assertThat(rowsOf(tarn, "SELECT peak FROM default.peaks WHERE id = 2"))
          .isEqualTo("\"peak\"\n\"Similaun\"\n");

      try (TarnContainer neighbour = new TarnContainer(IMAGE).withNetwork(network)) {
        neighbour.start();
        ExecResult there =
            neighbour.execInContainer(
                "tarn",
                "sql",
                "--endpoint",
                tarn.getEndpointInNetwork("lake").toString(),
                "--format",
                "csv",
                "SHOW DATABASES");
        assertThat(there.getStdout()).as(there.getStderr()).contains("\"alps\"", "\"default\"");
      }
    }
  }

  @Test
  void runsAsNobodySpecialAndStopsCleanly() throws IOException, InterruptedException {
    try (TarnContainer tarn = new TarnContainer(IMAGE)) {
      tarn.start();
      assertThat(tarn.execInContainer("id", "-un").getStdout()).isEqualTo("tarn\n");

      tarn.getDockerClient().stopContainerCmd(tarn.getContainerId()).withTimeout(30).exec();

      assertThat(
              tarn.getDockerClient()
                  .inspectContainerCmd(tarn.getContainerId())
                  .exec()
                  .getState()
                  .getExitCodeLong())
          .isEqualTo(143);
    }
  }

  @Test
  void isKeptForTheNextRunWhenThatIsAsked() {
    if (!TestcontainersConfiguration.getInstance().environmentSupportsReuse()) {
      abort("SKIPPED: reuse is off here; TESTCONTAINERS_REUSE_ENABLE=true");
    }
    String run = UUID.randomUUID().toString();
    String first;
    try (TarnContainer tarn =
        new TarnContainer(IMAGE).withFixtures("fixtures").withReuse(true).withLabel("run", run)) {
      tarn.start();
      first = tarn.getContainerId();

      TarnContainer again =
          new TarnContainer(IMAGE).withFixtures("fixtures").withReuse(true).withLabel("run", run);
      again.start();
      assertThat(again.getContainerId()).isEqualTo(first);
      assertThat(again.getEndpoint()).isEqualTo(tarn.getEndpoint());
    }
  }

  private static String rowsOf(TarnContainer tarn, String sql) throws InterruptedException {
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(tarn.getAccessKey(), tarn.getSecretKey()));
    try (S3Client s3 =
            S3Client.builder()
                .endpointOverride(tarn.getEndpoint())
                .region(Region.of(tarn.getRegion()))
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        AthenaClient athena =
            AthenaClient.builder()
                .endpointOverride(tarn.getEndpoint())
                .region(Region.of(tarn.getRegion()))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
      s3.createBucket(request -> request.bucket("results"));
      String id =
          athena
              .startQueryExecution(request ->
                  request
                      .queryString(sql)
                      .resultConfiguration(result -> result.outputLocation("s3://results/")))
              .queryExecutionId();
      QueryExecutionState state;
      do {
        Thread.sleep(20);
        state =
            athena
                .getQueryExecution(request -> request.queryExecutionId(id))
                .queryExecution()
                .status()
                .state();
      } while (state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING);
      assertThat(state).isEqualTo(QueryExecutionState.SUCCEEDED);
      return s3.getObjectAsBytes(request -> request.bucket("results").key(id + ".csv"))
          .asUtf8String();
    }
  }
}
