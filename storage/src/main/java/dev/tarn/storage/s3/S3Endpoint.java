package dev.tarn.storage.s3;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.s3.S3Routes.Target;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The S3 protocol: finds the operation, lets it answer, and turns what it throws into S3's errors.
 * Thread-safe.
 */
public final class S3Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(S3Endpoint.class);
  private static final int HOST_ID_BYTES = 48;
  private static final List<String> OWNER_HEADERS =
      List.of("x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner");
  private static final List<String> CUSTOMER_KEY_HEADERS =
      List.of(
          "x-amz-server-side-encryption-customer-algorithm",
          "x-amz-server-side-encryption-customer-key",
          "x-amz-copy-source-server-side-encryption-customer-algorithm");

  private final AwsAccount account;
  private final S3Routes routes;
  private final Cors cors;
  private final VirtualHosts virtualHosts = new VirtualHosts();

  public S3Endpoint(LocalObjectStore store, AwsAccount account) {
    this.account = account;
    this.cors = new Cors(store);
    this.routes =
        routes(store, account)
            .add("OPTIONS", Target.BUCKET, cors::preflight)
            .add("OPTIONS", Target.OBJECT, cors::preflight);
  }

  private static S3Routes routes(LocalObjectStore store, AwsAccount account) {
    Versions versions = new Versions(store);
    ObjectLock lock = new ObjectLock(store);
    AclOperations acls = new AclOperations(store, versions, account);
    NewObjects newObjects = new NewObjects(store, acls, lock);
    BucketOperations buckets = new BucketOperations(store, account, acls);
    ListOperations lists = new ListOperations(store, account);
    VersionListOperation versionLists = new VersionListOperation(store, account);
    ReadOperations reads = new ReadOperations(versions);
    WriteOperations writes = new WriteOperations(store, newObjects);
    CopyOperations copies = new CopyOperations(store, newObjects);
    UploadOperations uploads = new UploadOperations(store, newObjects);
    CompleteOperation complete = new CompleteOperation(store);
    UploadListOperations uploadLists = new UploadListOperations(store, account);
    AttributeOperations attributes = new AttributeOperations(store, versions);
    S3Routes routes =
        new S3Routes()
            .add("GET", Target.SERVICE, buckets::list)
            .add("PUT", Target.BUCKET, buckets::create)
            .add("DELETE", Target.BUCKET, buckets::delete)
            .add("HEAD", Target.BUCKET, buckets::head)
            .add("GET", Target.BUCKET, "location", buckets::location)
            .add("GET", Target.BUCKET, "uploads", uploadLists::listUploads)
            .add("GET", Target.BUCKET, "versions", versionLists::list)
            .add("GET", Target.BUCKET, "list-type", lists::listV2)
            .add("GET", Target.BUCKET, lists::listV1)
            .add("POST", Target.BUCKET, "delete", writes::deleteMany)
            .add("POST", Target.BUCKET, new PostOperation(writes))
            .add("POST", Target.OBJECT, "uploads", uploads::create)
            .add("POST", Target.OBJECT, "uploadId", complete::complete)
            .add(
                "PUT",
                Target.OBJECT,
                "uploadId",
                exchange -> {
                  if (exchange.header("x-amz-copy-source").isPresent()) {
                    uploads.copyPart(exchange);
                  } else {
                    uploads.uploadPart(exchange);
                  }
                })
            .add("GET", Target.OBJECT, "uploadId", uploadLists::listParts)
            .add("DELETE", Target.OBJECT, "uploadId", uploads::abort)
            .add("GET", Target.OBJECT, "attributes", attributes::attributes)
            .add("GET", Target.OBJECT, "tagging", attributes::getTagging)
            .add("PUT", Target.OBJECT, "tagging", attributes::putTagging)
            .add("DELETE", Target.OBJECT, "tagging", attributes::deleteTagging)
            .add("GET", Target.OBJECT, reads::get)
            .add("HEAD", Target.OBJECT, reads::head)
            .add(
                "PUT",
                Target.OBJECT,
                exchange -> {
                  if (exchange.header("x-amz-copy-source").isPresent()) {
                    copies.copy(exchange);
                  } else {
                    writes.put(exchange);
                  }
                })
            .add("DELETE", Target.OBJECT, writes::delete);
    new LockOperations(store, versions, lock).register(routes);
    acls.register(routes);
    new PolicyOperations(store).register(routes);
    new ConfigurationOperations(store).register(routes);
    new ListedConfigurations(store).register(routes);
    return routes;
  }

  /** The requests that are served: what they address, the method, the sub-resource. Sorted. */
  public SortedSet<String> served() {
    return routes.descriptions();
  }

  /**
   * Answers the request completely.
   *
   * @throws IOException when the client cannot be answered any more
   */
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    String requestId = newRequestId();
    response.header("x-amz-request-id", requestId);
    response.header("x-amz-id-2", newHostId());
    response.header("Server", "AmazonS3");
    S3Exchange exchange = null;
    try {
      exchange =
          new S3Exchange(
              request, response, requestId, virtualHosts.bucketOf(request.header("Host")));
      cors.decorate(exchange);
      PresignedUrl.requireNotExpired(exchange.query());
      requireExpectedOwner(exchange);
      requireNoCustomerKey(exchange);
      S3Operation operation = routes.find(exchange);
      if (!(operation instanceof PostOperation) && FormSignatures.of(request).isPresent()) {
        throw S3Errors.of("AccessDenied", "Access Denied", 403);
      }
      operation.serve(exchange);
    } catch (S3Exception refused) {
      S3ErrorAnswer.send(request, response, requestId, exchange, refused, Map.of());
    } catch (DetailedError refused) {
      S3ErrorAnswer.send(
          request, response, requestId, exchange, refused.error(), refused.details());
    } catch (IOException | RuntimeException unexpected) {
      if (response.isCommitted()) {
        // Part of an object is on its way: only breaking the connection tells that it is not whole.
        LOG.debug("Request {} ended early", requestId, unexpected);
        throw unexpected;
      }
      LOG.error(
          "Request {} failed: {} {}", requestId, request.method(), request.path(), unexpected);
      S3Exception internal =
          S3Errors.of("InternalError", "We encountered an internal error. Please try again.", 500);
      S3ErrorAnswer.send(request, response, requestId, exchange, internal, Map.of());
    }
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html. */
  private void requireExpectedOwner(S3Exchange exchange) {
    for (String header : OWNER_HEADERS) {
      if (!exchange.header(header).orElse(account.accountId()).equals(account.accountId())) {
        throw S3Errors.of("AccessDenied", "Access Denied", 403);
      }
    }
  }

  /** Objects are kept as they come; pretending to encrypt them would be worse than refusing. */
  private static void requireNoCustomerKey(S3Exchange exchange) {
    for (String header : CUSTOMER_KEY_HEADERS) {
      if (exchange.header(header).isPresent()) {
        throw S3Routes.notImplemented("server-side encryption with customer keys, " + header);
      }
    }
  }

  private static String newRequestId() {
    return HexFormat.of()
        .toHexDigits(ThreadLocalRandom.current().nextLong())
        .toUpperCase(Locale.ROOT);
  }

  private static String newHostId() {
    byte[] id = new byte[HOST_ID_BYTES];
    ThreadLocalRandom.current().nextBytes(id);
    return Base64.getEncoder().encodeToString(id);
  }
}
