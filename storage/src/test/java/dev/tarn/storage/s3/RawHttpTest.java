package dev.tarn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no SDK client sends by itself, byte for byte. */
class RawHttpTest {

  @TempDir Path directory;
  private S3TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new S3TestServer(directory, 0);
    assertThat(send("PUT /lake HTTP/1.1", "")).startsWith("HTTP/1.1 200");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void bucketNamesAreThoseOfS3() throws IOException {
    for (String name : List.of("UPPER", "ab", "a..b", "192.168.1.1", "xn--x", "under_score")) {
      assertThat(send("PUT /" + name + " HTTP/1.1", ""))
          .startsWith("HTTP/1.1 400")
          .contains("<Code>InvalidBucketName</Code>");
    }
  }

  @Test
  void signedChunksAndTrailersAreTakenOff() throws IOException {
    String chunked =
        String.join(
            "\r\n",
            "5;chunk-signature=0123456789abcdef",
            "hello",
            "6;chunk-signature=0123456789abcdef",
            " world",
            "0;chunk-signature=0123456789abcdef",
            "x-amz-checksum-crc32:DUoRhQ==",
            "x-amz-trailer-signature:0123456789abcdef",
            "",
            "");
    assertThat(
            send(
                "PUT /lake/chunked HTTP/1.1",
                chunked,
                "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "x-amz-decoded-content-length: 11",
                "Content-Encoding: aws-chunked,gzip",
                "x-amz-trailer: x-amz-checksum-crc32"))
        .startsWith("HTTP/1.1 200")
        .contains("x-amz-checksum-crc32: DUoRhQ==");
    assertThat(send("GET /lake/chunked HTTP/1.1", ""))
        .contains("Content-Encoding: gzip\r\n")
        .endsWith("\r\n\r\nhello world");
    assertThat(
            send(
                "PUT /lake/wrong HTTP/1.1",
                chunked.replace("hello", "HELLO"),
                "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "x-amz-decoded-content-length: 11",
                "x-amz-trailer: x-amz-checksum-crc32"))
        .startsWith("HTTP/1.1 400")
        .contains("<Code>BadDigest</Code>");
    assertThat(
            send(
                "PUT /lake/wrong HTTP/1.1",
                "zz\r\n",
                "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "x-amz-decoded-content-length: 11"))
        .startsWith("HTTP/1.1 400");
    assertThat(send("HEAD /lake/wrong HTTP/1.1", "")).startsWith("HTTP/1.1 404");
  }

  @Test
  void theBucketMayBeInTheHostName() throws IOException {
    assertThat(sendTo("lake.localhost", "PUT /a/b HTTP/1.1", "x")).startsWith("HTTP/1.1 200");
    assertThat(sendTo("lake.s3.localhost:1234", "GET /a/b HTTP/1.1", "")).endsWith("\r\n\r\nx");
    assertThat(sendTo("lake.localhost", "GET /?list-type=2 HTTP/1.1", ""))
        .contains("<Key>a/b</Key>");
    assertThat(sendTo("127.0.0.1", "GET /lake/a/b HTTP/1.1", "")).endsWith("\r\n\r\nx");
  }

  @Test
  void metadataThatIsNotAsciiIsAnsweredAsAnEncodedWord() throws IOException {
    send("PUT /lake/k HTTP/1.1", "x", "x-amz-meta-city: K\u00f6ln", "x-amz-meta-plain: a=b c");
    assertThat(send("HEAD /lake/k HTTP/1.1", ""))
        .contains("x-amz-meta-city: =?UTF-8?B?S8O2bG4=?=\r\n", "x-amz-meta-plain: a=b c\r\n");
  }

  @Test
  void aPresignedUrlEndsWhenItSays() throws IOException {
    assertThat(send("PUT /lake/k HTTP/1.1", "x")).startsWith("HTTP/1.1 200");
    assertThat(
            send(
                "GET /lake/k?X-Amz-Date=20200101T000000Z&X-Amz-Expires=60&X-Amz-Signature=x"
                    + " HTTP/1.1",
                ""))
        .startsWith("HTTP/1.1 403")
        .contains("<Message>Request has expired</Message>");
    assertThat(send("GET /lake/k?X-Amz-Date=nonsense&X-Amz-Expires=60 HTTP/1.1", ""))
        .startsWith("HTTP/1.1 400");
    assertThat(send("PUT /lake/meta?x-amz-meta-color=red&X-Amz-Signature=x HTTP/1.1", "x"))
        .startsWith("HTTP/1.1 200");
    assertThat(send("HEAD /lake/meta HTTP/1.1", "")).contains("x-amz-meta-color: red");
  }

  @Test
  void aKeyThatIsNoUtf8IsRefused() throws IOException {
    assertThat(send("PUT /lake/%AE%8A- HTTP/1.1", "x"))
        .startsWith("HTTP/1.1 400")
        .contains("<Code>InvalidURI</Code>");
    assertThat(send("PUT /lake/%EF%BF%BD HTTP/1.1", "x")).startsWith("HTTP/1.1 200");
  }

  @Test
  void keysWithControlCharactersSurviveAListing() throws IOException {
    send("PUT /lake/a%01%0Ab HTTP/1.1", "x");
    assertThat(send("GET /lake HTTP/1.1", "")).contains("<Key>a&#x1;&#xa;b</Key>");
    assertThat(send("GET /lake?encoding-type=url HTTP/1.1", "")).contains("<Key>a%01%0Ab</Key>");
    assertThat(
            send(
                "POST /lake?delete HTTP/1.1",
                "<Delete><Object><Key>a&#x1;&#xA;b</Key></Object></Delete>",
                "x-amz-checksum-crc32: "
                    + crc32("<Delete><Object><Key>a&#x1;&#xA;b</Key></Object></Delete>")))
        .contains("<Deleted>");
    assertThat(send("GET /lake HTTP/1.1", "")).doesNotContain("<Contents>");
  }

  @Test
  void badInputIsTheClientsFault() throws IOException {
    List<String> requests =
        List.of(
            "GET /lake?max-keys=x HTTP/1.1",
            "GET /lake?max-keys=-1 HTTP/1.1",
            "GET /lake?list-type=2&continuation-token=%25%25 HTTP/1.1",
            "GET /lake?encoding-type=xml HTTP/1.1",
            "POST /lake/k?uploadId=nothing HTTP/1.1",
            "PUT /lake/k?uploadId=../../x&partNumber=1 HTTP/1.1",
            "PUT /lake/k?uploadId=x&partNumber=0 HTTP/1.1",
            "PUT /lake?cors HTTP/1.1",
            "PUT /lake?versioning HTTP/1.1",
            "DELETE /lake?inventory HTTP/1.1",
            "PATCH /lake/k HTTP/1.1",
            "POST /lake/k?select&select-type=2 HTTP/1.1",
            "GET /lake/k?versionId=x HTTP/1.1",
            "GET /" + "x".repeat(1100) + "/k HTTP/1.1",
            "PUT /lake/" + "x".repeat(1025) + " HTTP/1.1");
    for (String request : requests) {
      String answer = send(request, "<not xml");
      int status = Integer.parseInt(answer.substring(9, 12));
      assertThat(status).as(request).isBetween(400, 501).isNotEqualTo(500);
      assertThat(answer).as(request).contains("<Code>").contains("x-amz-request-id: ");
    }
    assertThat(send("HEAD /lake HTTP/1.1", "")).startsWith("HTTP/1.1 200");
  }

  @Test
  void entitiesAreNotExpanded() throws IOException {
    String bomb =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&e;</Key>"
            + "</Object></Delete>";
    assertThat(send("POST /lake?delete HTTP/1.1", bomb, "x-amz-checksum-crc32: " + crc32(bomb)))
        .startsWith("HTTP/1.1 400")
        .contains("MalformedXML");
  }

  @Test
  void aBodyThatEndsEarlyLeavesNothing() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String request =
          "PUT /lake/half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf";
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      readAll(socket);
    }
    assertThat(send("HEAD /lake/half HTTP/1.1", "")).startsWith("HTTP/1.1 404");
  }

  private static String crc32(String text) {
    ChecksumAlgorithm.Running running = ChecksumAlgorithm.CRC32.start();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    running.update(bytes, 0, bytes.length);
    return Base64.getEncoder().encodeToString(running.value());
  }

  private String send(String requestLine, String body, String... headers) throws IOException {
    return sendTo("localhost", requestLine, body, headers);
  }

  private String sendTo(String host, String requestLine, String body, String... headers)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      StringBuilder request =
          new StringBuilder(requestLine)
              .append("\r\nHost: ")
              .append(host)
              .append("\r\nConnection: close\r\nContent-Length: ")
              .append(body.length())
              .append("\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      OutputStream out = socket.getOutputStream();
      out.write(
          request.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return readAll(socket);
    }
  }

  private static String readAll(Socket socket) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (InputStream in = socket.getInputStream()) {
      in.transferTo(answer);
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }
}
