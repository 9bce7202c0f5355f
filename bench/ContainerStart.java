import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts containers of an image, and each of them once more, and measures when they can be used, from outside.
 * Arguments: IMAGE RUNS.
 */
final class ContainerStart {
  private static final String[] WHAT = {
    "the command returns", "port answers", "engine ready", "first row of SELECT 1"
  };

  private final String name = "tarn-bench-" + ProcessHandle.current().pid();
  private final int port;
  private final URI endpoint;

  private ContainerStart(int port) {
    this.port = port;
    this.endpoint = URI.create("http://127.0.0.1:" + port);
  }

  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[1]);
    List<double[]> fresh = new ArrayList<>();
    List<double[]> restarted = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      var container = new ContainerStart(freePort());
      try {
        fresh.add(container.run(arguments[0]));
        restarted.add(container.restart());
      } finally {
        command("docker", "rm", "-fv", container.name);
      }
    }
    print("docker run", fresh);
    print("docker restart", restarted);
  }

  private double[] run(String image) throws Exception {
    return measure("docker", "run", "-d", "--name", name, "-p", "127.0.0.1:" + port + ":4566", image);
  }

  private double[] restart() throws Exception {
    return measure("docker", "restart", "-t", "60", name);
  }

  private double[] measure(String... command) throws Exception {
    double[] times = new double[WHAT.length];
    try (HttpClient http = HttpClient.newHttpClient()) {
      answers(http, URI.create("http://127.0.0.1:1/")); // so that this program's own first request is not measured
      long start = System.nanoTime();
      command(command);
      times[0] = since(start);
      // Docker's proxy takes connections before the server does, so an answer is what counts.
      while (!answers(http, endpoint.resolve("/_tarn/health"))) {
        Thread.sleep(5);
      }
      times[1] = since(start);
      String id = query(http);
      while (!answers(http, endpoint.resolve("/_tarn/ready"))) {
        Thread.sleep(5);
      }
      times[2] = since(start);
      while (!athena(http, "GetQueryExecution", id).contains("SUCCEEDED")) {
        Thread.sleep(5);
      }
      athena(http, "GetQueryResults", id);
      times[3] = since(start);
      return times;
    }
  }

  private String query(HttpClient http) throws IOException, InterruptedException {
    require(http, HttpRequest.newBuilder(endpoint.resolve("/bench")).PUT(HttpRequest.BodyPublishers.noBody()));
    String started =
        athena(
            http,
            "StartQueryExecution",
            "{\"QueryString\":\"SELECT 1\",\"ClientRequestToken\":\"%032d\","
                    .formatted(System.nanoTime())
                + "\"ResultConfiguration\":{\"OutputLocation\":\"s3://bench/results/\"}}");
    return "{\"QueryExecutionId\":\"" + started.split("\"")[3] + "\"}";
  }

  private String athena(HttpClient http, String operation, String body) throws IOException, InterruptedException {
    return require(
        http,
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AmazonAthena." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String require(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.body());
    }
    return response.body();
  }

  private static boolean answers(HttpClient http, URI uri) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not there yet
    }
  }

  private static void command(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command));
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void print(String command, List<double[]> all) {
    for (int column = 0; column < WHAT.length; column++) {
      int index = column;
      double[] sorted = all.stream().mapToDouble(times -> times[index]).sorted().toArray();
      System.out.printf(
          "%-15s %-22s median %.2f  all %s%n", command, WHAT[column], sorted[sorted.length / 2], Arrays.toString(sorted));
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 10_000_000 / 100.0;
  }
}
