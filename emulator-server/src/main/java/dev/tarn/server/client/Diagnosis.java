package dev.tarn.server.client;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code doctor} command: one line for each thing that servers or clients need. */
public final class Diagnosis {
  private static final long ENOUGH_BYTES = 1L << 30;
  private static final int JAVA = 25;
  private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final List<String> HIDDEN_IN_AWS_SETTINGS =
      List.of(
          "AWS_PROFILE",
          "AWS_SESSION_TOKEN",
          "AWS_CONFIG_FILE",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");

  private final PrintStream out;
  private final Map<String, String> environment;
  private boolean healthy = true;

  public Diagnosis(PrintStream out, Map<String, String> environment) {
    this.out = out;
    this.environment = environment;
  }

  /** Prints what it finds; 0 when nothing is wrong, else 1. */
  public int run(Path dataDirectory, URI endpoint) {
    Runtime.Version java = Runtime.version();
    report(java.feature() >= JAVA, "java", java + " in " + System.getProperty("java.home"));
    report(true, "memory", (Runtime.getRuntime().maxMemory() >> 20) + " MB heap for this command");
    checkPort(endpoint);
    checkDirectory(dataDirectory);
    checkClock();
    checkNames();
    checkClients(endpoint);
    return healthy ? 0 : 1;
  }

  private void checkPort(URI endpoint) {
    try {
      ServerPages.Answer answer = new ServerPages(endpoint).health();
      boolean ours = answer.status() == 200 && answer.body().contains("\"engine\"");
      report(ours, "port", endpoint + (ours ? " is a running Tarn" : " is another program's"));
    } catch (IOException e) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
        report(true, "port", endpoint.getAuthority() + " is free");
      } catch (IOException taken) {
        report(false, "port", endpoint.getAuthority() + ": " + taken.getMessage());
      }
    }
  }

  private void checkDirectory(Path dataDirectory) {
    Path existing = dataDirectory;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    boolean writable = Files.isDirectory(existing) && Files.isWritable(existing);
    report(writable, "data", dataDirectory + (writable ? " can be written" : " cannot be written"));
    try {
      long usable = Files.getFileStore(existing).getUsableSpace();
      report(usable >= ENOUGH_BYTES, "disk", (usable >> 20) + " MB are free");
    } catch (IOException e) {
      report(false, "disk", String.valueOf(e.getMessage()));
    }
  }

  private void checkNames() {
    try {
      boolean here =
          Arrays.stream(InetAddress.getAllByName("bucket.localhost"))
              .allMatch(InetAddress::isLoopbackAddress);
      report(here, "names", "bucket.localhost is " + (here ? "" : "not ") + "this machine");
    } catch (UnknownHostException e) {
      note("names", "bucket.localhost is unknown here: clients must use path style for S3");
    }
  }

  /** Certificates and presigned URLs are only good for a while. */
  private void checkClock() {
    Instant now = Instant.now();
    report(now.isAfter(EARLIEST), "clock", "it is " + now.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Most clients ask the proxy for localhost too, unless they are told not to. */
  private void checkProxy(URI endpoint) {
    String spared = environment.getOrDefault("NO_PROXY", environment.getOrDefault("no_proxy", ""));
    for (String name : List.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy")) {
      if (environment.containsKey(name) && !spared.contains(endpoint.getHost())) {
        note("clients", name + " is set, and NO_PROXY does not name " + endpoint.getHost());
      }
    }
  }

  private void checkClients(URI endpoint) {
    environment.forEach((name, value) -> {
      if (name.startsWith("AWS_ENDPOINT_URL_") && !leads(value, endpoint)) {
        note("clients", name + " is " + value + ", which is not " + endpoint);
      }
    });
    checkProxy(endpoint);
    String set = environment.get("AWS_ENDPOINT_URL");
    if (set == null) {
      note("clients", "AWS_ENDPOINT_URL is not set: eval \"$(tarn env)\"");
    } else if (!leads(set, endpoint)) {
      note("clients", "AWS_ENDPOINT_URL is " + set + ", which is not " + endpoint);
    } else {
      report(true, "clients", "AWS_ENDPOINT_URL is " + set);
    }
    if (!environment.containsKey("AWS_ACCESS_KEY_ID")) {
      note("clients", "AWS_ACCESS_KEY_ID is not set: most clients want some credentials");
    }
    if (!environment.containsKey("AWS_REGION") && !environment.containsKey("AWS_DEFAULT_REGION")) {
      note("clients", "neither AWS_REGION nor AWS_DEFAULT_REGION is set: most clients want one");
    }
    String bundle = environment.get("AWS_CA_BUNDLE");
    if (bundle != null) {
      boolean there = Files.isReadable(Path.of(bundle));
      report(there, "clients", "AWS_CA_BUNDLE " + bundle + (there ? " is there" : " is missing"));
    }
    for (String name : HIDDEN_IN_AWS_SETTINGS) {
      if (environment.containsKey(name)) {
        note("clients", name + " is set and may lead clients elsewhere");
      }
    }
  }

  private static boolean leads(String url, URI endpoint) {
    try {
      URI there = new URI(url);
      return there.getPort() == endpoint.getPort() && nameOf(there).equals(nameOf(endpoint));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String nameOf(URI address) {
    String host = String.valueOf(address.getHost());
    return LOOPBACK.contains(host) || host.endsWith(".localhost") ? "localhost" : host;
  }

  private void report(boolean fine, String what, String text) {
    healthy &= fine;
    out.println((fine ? "ok    " : "WRONG ") + what + ": " + text);
  }

  private void note(String what, String text) {
    out.println("note  " + what + ": " + text);
  }
}
