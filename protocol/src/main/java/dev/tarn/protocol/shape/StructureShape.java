package dev.tarn.protocol.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The members of one SDK model class, by position and by wire name. */
public final class StructureShape {
  private static final ConcurrentHashMap<Class<?>, StructureShape> CACHE =
      new ConcurrentHashMap<>();

  private final List<MemberShape> members;
  private final List<MemberShape> clientDefaults;
  private final Map<String, MemberShape> byWireName;

  private StructureShape(List<SdkField<?>> fields) {
    List<MemberShape> list = new ArrayList<>(fields.size());
    Map<String, MemberShape> map = HashMap.newHashMap(fields.size());
    for (SdkField<?> field : fields) {
      MemberShape member = new MemberShape(field);
      list.add(member);
      map.put(member.wireName(), member);
    }
    members = List.copyOf(list);
    clientDefaults = list.stream().filter(MemberShape::hasClientDefault).toList();
    byWireName = map;
  }

  /** The shape of a model object or of its builder; both carry the same metadata. */
  public static StructureShape of(SdkPojo objectOrBuilder) {
    StructureShape known = CACHE.get(objectOrBuilder.getClass());
    if (known != null) {
      return known;
    }
    StructureShape created = new StructureShape(objectOrBuilder.sdkFields());
    StructureShape raced = CACHE.putIfAbsent(objectOrBuilder.getClass(), created);
    return raced == null ? created : raced;
  }

  /** In the order of the service model. */
  public List<MemberShape> members() {
    return members;
  }

  /** The members that the SDK's client fills in when the caller leaves them out. */
  public List<MemberShape> clientDefaults() {
    return clientDefaults;
  }

  public @Nullable MemberShape member(String wireName) {
    return byWireName.get(wireName);
  }
}
