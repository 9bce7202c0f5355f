package dev.tarn.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.protocol.shape.ValueShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;

/**
 * AWS JSON 1.1 bodies of any SDK model class, on the wire and in files. Absent and null are the
 * same, unknown members are skipped, enum values that the SDK does not know survive. Thread-safe.
 */
public final class AwsJsonCodec {
  /** Far above the deepest model, far below what a thread's stack holds. */
  private static final int MAX_DEPTH = 250;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonReader reader = new JsonReader(JSON);

  /**
   * The model object in the body.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException SerializationException
   *     with AWS's text; an empty body is an error
   */
  public <T extends SdkPojo> T decode(Class<T> type, byte[] json) {
    SdkPojo builder = ModelBuilders.newBuilder(type);
    reader.read(json, builder, StructureShape.of(builder));
    return type.cast(ValueShape.build(builder));
  }

  /** The request in the body of a call, by the service's own rule for a call without a body. */
  public AwsRequest decodeRequest(ServiceModel service, OperationModel operation, byte[] json) {
    if (json.length == 0 && JsonDialect.of(service).emptyBodyIsObject()) {
      return operation.newRequestBuilder().build();
    }
    return decode(operation.requestType(), json);
  }

  /** The body of the model object: members in the model's order, timestamps as epoch seconds. */
  public byte[] encode(SdkPojo value) {
    try (ByteArrayBuilder out = new ByteArrayBuilder(1024)) {
      try (JsonGenerator generator = JSON.createGenerator(out)) {
        JsonWriter.write(generator, value, StructureShape.of(value));
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
