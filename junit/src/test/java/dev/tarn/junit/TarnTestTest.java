package dev.tarn.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.server.Tarn;
import dev.tarn.server.TarnConfig;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

@TarnTest
final class TarnTestTest {
  private final S3Client s3;
  private final URI endpoint;

  TarnTestTest(S3Client s3, URI endpoint) {
    this.s3 = s3;
    this.endpoint = endpoint;
  }

  @RepeatedTest(2)
  void everyTestFindsAnEmptyServer(GlueClient glue) {
    assertThat(s3.listBuckets().buckets()).isEmpty();
    assertThat(glue.getDatabases(request -> {}).databaseList()).isEmpty();

    s3.createBucket(request -> request.bucket("left-behind"));
    glue.createDatabase(request -> request.databaseInput(database -> database.name("left")));
  }

  @Test
  void queriesRun(AthenaClient athena, Tarn tarn) throws InterruptedException {
    s3.createBucket(request -> request.bucket("results"));
    tarn.awaitReady();

    String id =
        athena
            .startQueryExecution(request ->
                request
                    .queryString("SELECT 40 + 2")
                    .resultConfiguration(result -> result.outputLocation("s3://results/")))
            .queryExecutionId();
    QueryExecutionState state;
    do {
      state =
          athena
              .getQueryExecution(request -> request.queryExecutionId(id))
              .queryExecution()
              .status()
              .state();
      Thread.onSpinWait();
    } while (state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING);

    assertThat(state).isEqualTo(QueryExecutionState.SUCCEEDED);
    assertThat(s3.getObjectAsBytes(r -> r.bucket("results").key(id + ".csv")).asUtf8String())
        .isEqualTo("\"_col0\"\n\"42\"\n");
  }

  @Test
  void severalServersRunBesideEachOther(@TempDir Path data, StsClient sts) throws Exception {
    try (Tarn other = Tarn.start(TarnConfig.defaults().withPort(0).withDataDirectory(data))) {
      s3.createBucket(request -> request.bucket("only-here"));

      assertThat(other.endpoint()).isNotEqualTo(endpoint);
      assertThat(other.dataDirectory().resolve("objects/only-here")).doesNotExist();
      assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000000");
    }
  }

  @Nested
  final class InAnInnerClass {
    @Test
    void theServerIsTheSame(URI inner) {
      assertThat(inner).isEqualTo(endpoint);
    }
  }
}
