import dev.tarn.server.Tarn;
import dev.tarn.server.TarnConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How long a reset between two tests takes: a server in this JVM, filled anew with 100 tables and 1,000 objects each time.
 * Usage: java --add-modules=jdk.incubator.vector -cp 'emulator-server/target/tarn/lib/*' bench/Reset.java [ROUNDS]
 */
class Reset {
  static void main(String[] arguments) throws Exception {
    int rounds = arguments.length == 0 ? 50 : Integer.parseInt(arguments[0]);
    Path data = Files.createTempDirectory("tarn-reset");
    var anyone = StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    try (Tarn tarn = Tarn.start(TarnConfig.defaults().withPort(0).withDataDirectory(data))) {
      URI endpoint = tarn.endpoint();
      try (S3Client s3 =
              S3Client.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                  .credentialsProvider(anyone).forcePathStyle(true).build();
          GlueClient glue =
              GlueClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                  .credentialsProvider(anyone).build()) {
        tarn.awaitReady();
        double[] milliseconds = new double[rounds];
        for (int round = 0; round < rounds; round++) {
          fill(s3, glue);
          long start = System.nanoTime();
          tarn.reset();
          milliseconds[round] = (System.nanoTime() - start) / 1e6;
          if (!s3.listBuckets().buckets().isEmpty() || !glue.getDatabases(r -> {}).databaseList().isEmpty()) {
            throw new IllegalStateException("something is left");
          }
        }
        Arrays.sort(milliseconds);
        IO.println(
            "%d resets: median %.1f ms, least %.1f, most %.1f"
                .formatted(rounds, milliseconds[rounds / 2], milliseconds[0], milliseconds[rounds - 1]));
      }
    }
  }

  private static void fill(S3Client s3, GlueClient glue) {
    s3.createBucket(r -> r.bucket("lake"));
    for (int i = 0; i < 1_000; i++) {
      String key = "d%d/object%d".formatted(i % 20, i);
      s3.putObject(r -> r.bucket("lake").key(key), RequestBody.fromString("content of " + key));
    }
    glue.createDatabase(r -> r.databaseInput(d -> d.name("alps")));
    for (int i = 0; i < 100; i++) {
      String name = "table" + i;
      glue.createTable(r -> r.databaseName("alps").tableInput(t -> t.name(name)));
    }
  }
}
