import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Starts the launcher again and again and measures when things can be used, from outside. */
final class StartUp {
  private static final int UNCOUNTED = 3;
  private static final String[] WHAT = {
    "port open, Glue answers", "S3 answers", "engine ready", "first row of SELECT 1"
  };

  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[1]);
    for (int i = 0; i < UNCOUNTED; i++) {
      run(arguments[0]); // this program's own code is cold, and would take processors from the server
    }
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      all.add(run(arguments[0]));
    }
    for (int column = 0; column < WHAT.length; column++) {
      int index = column;
      double[] sorted = all.stream().mapToDouble(times -> times[index]).sorted().toArray();
      System.out.printf(
          "%-26s median %.2f  all %s%n", WHAT[column], sorted[runs / 2], Arrays.toString(sorted));
    }
  }

  private static double[] run(String launcher) throws Exception {
    Path data = Files.createTempDirectory("tarn-bench-");
    ProcessBuilder builder =
        new ProcessBuilder(launcher, "serve", "--port", "0", "--data", data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try (HttpClient http = HttpClient.newHttpClient()) {
      warm(http);
      long start = System.nanoTime();
      Process process = builder.start();
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(process.getInputStream()))) {
        URI endpoint = URI.create(lines.readLine().split(" ")[3]);
        double[] times = new double[WHAT.length];
        json(http, endpoint, "AWSGlue.GetDatabases", "{}");
        times[0] = since(start);
        put(http, endpoint.resolve("/bench"));
        times[1] = since(start);
        String query =
            json(
                http,
                endpoint,
                "AmazonAthena.StartQueryExecution",
                "{\"QueryString\":\"SELECT 1\",\"ClientRequestToken\":\"0123456789012345678901234567890123\","
                    + "\"ResultConfiguration\":{\"OutputLocation\":\"s3://bench/results/\"}}");
        String id = "{\"QueryExecutionId\":\"" + query.split("\"")[3] + "\"}";
        lines.readLine();
        times[2] = since(start);
        while (!json(http, endpoint, "AmazonAthena.GetQueryExecution", id).contains("SUCCEEDED")) {
          Thread.sleep(5);
        }
        json(http, endpoint, "AmazonAthena.GetQueryResults", id);
        times[3] = since(start);
        return times;
      } finally {
        process.destroy();
        process.waitFor();
        delete(data);
      }
    }
  }

  /** So that this program's own first request is not measured. */
  private static void warm(HttpClient http) throws InterruptedException {
    try {
      put(http, URI.create("http://127.0.0.1:1/"));
    } catch (IOException e) {
      // nobody listens there, as expected
    }
  }

  private static void put(HttpClient http, URI uri) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).PUT(HttpRequest.BodyPublishers.noBody()).build();
    require(http.send(request, HttpResponse.BodyHandlers.ofString()));
  }

  private static String json(HttpClient http, URI endpoint, String target, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", target)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return require(http.send(request, HttpResponse.BodyHandlers.ofString()));
  }

  private static String require(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.body());
    }
    return response.body();
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 10_000_000 / 100.0;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
