import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Bytes in and out of object stores over one plain connection, which costs the client next to nothing: files go
 * from the page cache to the socket, answers into a buffer that nobody reads.
 */
public final class ObjectStores {

  private static final int KILO = 1000;

  /** sizes NAME=URI,... BYTES:TIMES,... | uploads URI COUNT BYTES | list URI PAGES */
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "sizes" -> sizes(arguments[1].split(","), arguments[2].split(","));
      case "uploads" ->
          uploads(
              URI.create(arguments[1]),
              Integer.parseInt(arguments[2]),
              Long.parseLong(arguments[3]));
      case "list" -> list(URI.create(arguments[1]), Integer.parseInt(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void sizes(String[] servers, String[] sizes) throws IOException {
    System.out.println("| what | " + String.join(" | ", names(servers)) + " |");
    System.out.println("|---|" + "---|".repeat(servers.length));
    for (String size : sizes) {
      long bytes = Long.parseLong(size.split(":")[0]);
      int times = Integer.parseInt(size.split(":")[1]);
      Path file = filled(bytes);
      for (String method : List.of("PUT", "GET")) {
        StringBuilder row = new StringBuilder("| " + method + " " + text(bytes) + " |");
        for (String server : servers) {
          URI uri = URI.create(server.substring(server.indexOf('=') + 1) + "/k" + bytes);
          double[] seconds = new double[times];
          try (Connection connection = new Connection(uri)) {
            for (int i = -Math.min(times, 20) / 4; i < times; i++) {
              long begin = System.nanoTime();
              connection.call(method, uri.getRawPath(), method.equals("PUT") ? file : null);
              if (i >= 0) {
                seconds[i] = (System.nanoTime() - begin) / 1e9;
              }
            }
          }
          Arrays.sort(seconds);
          double median = seconds[times / 2];
          row.append(
              String.format(
                  Locale.ROOT,
                  bytes < 100_000 ? " %.2f ms |" : " %.1f ms, %.0f MB/s |",
                  median * 1e3,
                  bytes / median / 1e6));
        }
        System.out.println(row);
      }
      Files.delete(file);
    }
  }

  private static void uploads(URI bucket, int count, long bytes) throws Exception {
    Path file = filled(bytes);
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String key = "/upload-" + i;
        Callable<Void> upload =
            () -> {
              try (Connection connection = new Connection(bucket)) {
                connection.call("PUT", bucket.getRawPath() + key, file);
              }
              return null;
            };
        running.add(threads.submit(upload));
      }
      for (Future<?> upload : running) {
        upload.get();
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Files.delete(file);
    System.out.printf(
        Locale.ROOT,
        "%d uploads of %s at once: %.1f s, %.0f MB/s%n",
        count,
        text(bytes),
        seconds,
        count * (double) bytes / seconds / 1e6);
  }

  /** Pages of 1,000 keys, from the first to the last or to as many as are wanted. */
  private static void list(URI bucket, int pages) throws IOException {
    double[] seconds = new double[pages];
    String after = "";
    long keys = 0;
    int page = 0;
    try (Connection connection = new Connection(bucket)) {
      for (; page < pages; page++) {
        long begin = System.nanoTime();
        String answer =
            connection.call("GET", bucket.getRawPath() + "?list-type=2&start-after=" + after, null);
        seconds[page] = (System.nanoTime() - begin) / 1e9;
        keys += answer.split("<Key>", -1).length - 1;
        int last = answer.lastIndexOf("<Key>");
        if (!answer.contains("<IsTruncated>true")) {
          page++;
          break;
        }
        after = answer.substring(last + 5, answer.indexOf('<', last + 5));
      }
    }
    double first = seconds[0];
    double[] sorted = Arrays.copyOfRange(seconds, Math.min(1, page - 1), page);
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%d keys in %d pages: first %.2f s, others median %.1f ms, slowest %.1f ms, all %.1f s%n",
        keys,
        page,
        first,
        sorted[sorted.length / 2] * 1e3,
        sorted[sorted.length - 1] * 1e3,
        Arrays.stream(seconds).sum());
  }

  private static List<String> names(String[] servers) {
    return Arrays.stream(servers).map(server -> server.substring(0, server.indexOf('='))).toList();
  }

  private static String text(long bytes) {
    int power = 0;
    long value = bytes;
    while (value >= KILO) {
      value /= KILO;
      power++;
    }
    return value + List.of(" B", " KB", " MB", " GB").get(power);
  }

  private static Path filled(long bytes) throws IOException {
    Path file = Files.createTempFile("bench-", ".bytes");
    byte[] block = new byte[1 << 20];
    new java.util.Random(1).nextBytes(block);
    try (var out = Files.newOutputStream(file)) {
      for (long left = bytes; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return file;
  }

  /** One connection, opened again when the server closes it. */
  private static final class Connection implements AutoCloseable {
    private final URI server;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    private SocketChannel channel;

    Connection(URI server) {
      this.server = server;
    }

    /** The body of the answer, when it is a document. */
    String call(String method, String path, Path body) throws IOException {
      if (channel == null) {
        channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // head and body are two writes
      }
      long length = body == null ? 0 : Files.size(body);
      // moto serves nobody without a signature, but does not look at it.
      String head =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + server.getAuthority()
              + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/s3/aws4_request,"
              + " SignedHeaders=host, Signature=0\r\nx-amz-content-sha256: UNSIGNED-PAYLOAD\r\nContent-Length: "
              + length
              + "\r\n\r\n";
      channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)));
      if (body != null) {
        try (FileChannel file = FileChannel.open(body)) {
          for (long sent = 0; sent < length; ) {
            sent += file.transferTo(sent, length - sent, channel);
          }
        }
      }
      return answer();
    }

    private String answer() throws IOException {
      buffer.clear();
      int end;
      while ((end = endOfHead()) < 0) {
        read();
      }
      String head = new String(buffer.array(), 0, end, StandardCharsets.ISO_8859_1);
      if (!head.startsWith("HTTP/1.1 2") && !head.startsWith("HTTP/1.0 2")) {
        throw new IOException(head);
      }
      String lower = head.toLowerCase(Locale.ROOT);
      int at = lower.indexOf("content-length:");
      long length = at < 0 ? 0 : Long.parseLong(lower.substring(at + 15, lower.indexOf("\r\n", at)).trim());
      long have = buffer.position() - end;
      StringBuilder document = new StringBuilder();
      boolean xml = lower.contains("content-type: application/xml");
      if (xml) {
        document.append(new String(buffer.array(), end, (int) have, StandardCharsets.UTF_8));
      }
      while (have < length) {
        buffer.clear();
        read();
        have += buffer.position();
        if (xml) {
          document.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
        }
      }
      if (lower.contains("connection: close") || head.startsWith("HTTP/1.0")) {
        close();
      }
      return document.toString();
    }

    private void read() throws IOException {
      if (channel.read(buffer) < 0) {
        throw new EOFException("The server closed the connection");
      }
    }

    private int endOfHead() {
      byte[] bytes = buffer.array();
      for (int i = 3; i < buffer.position(); i++) {
        if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
          return i + 1;
        }
      }
      return -1;
    }

    @Override
    public void close() throws IOException {
      if (channel != null) {
        channel.close();
        channel = null;
      }
    }
  }
}
