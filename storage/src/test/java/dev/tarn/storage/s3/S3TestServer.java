package dev.tarn.storage.s3;

import dev.tarn.http.jetty.JettyHandler;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.storage.Durability;
import dev.tarn.storage.LocalObjectStore;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The endpoint on a plain Jetty; also a program, for clients that are run by hand. */
final class S3TestServer implements AutoCloseable {

  private final Server server = new Server();
  private final ServerConnector connector;

  S3TestServer(Path directory, int port) throws Exception {
    S3Endpoint endpoint =
        new S3Endpoint(LocalObjectStore.open(directory, Durability.PROCESS), AwsAccount.DEFAULT);
    HttpConfiguration http = new HttpConfiguration();
    // Keys may hold whatever: "//", "..", "%2F", control characters.
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setSendServerVersion(false);
    HttpConnectionFactory connections = new HttpConnectionFactory(http);
    connections.setInputBufferSize(64 << 10);
    connector = new ServerConnector(server, connections);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new JettyHandler(endpoint::handle));
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  URI uri() {
    return URI.create("http://localhost:" + port());
  }

  S3Client client() {
    return S3Client.builder()
        .endpointOverride(uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .forcePathStyle(true)
        .build();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Arguments: directory, port. Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    S3TestServer server = new S3TestServer(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    System.out.println("port " + server.port());
    server.server.join();
  }
}
