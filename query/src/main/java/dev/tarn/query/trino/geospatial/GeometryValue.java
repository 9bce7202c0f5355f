package dev.tarn.query.trino.geospatial;

import io.airlift.slice.Slice;
import io.trino.geospatial.serde.JtsGeometrySerde;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.AbstractVariableWidthType;
import io.trino.spi.type.TypeDescriptor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.io.WKTWriter;

/** A shape, on a plane or on the globe; results show its well-known text. */
public final class GeometryValue extends AbstractVariableWidthType {
  static final String GEOMETRY_NAME = "Geometry";
  static final String GEOGRAPHY_NAME = "SphericalGeography";
  static final String GEOMETRIES_NAME = "array(Geometry)";

  public static final GeometryValue GEOMETRY = new GeometryValue(GEOMETRY_NAME);
  public static final GeometryValue GEOGRAPHY = new GeometryValue(GEOGRAPHY_NAME);

  private GeometryValue(String name) {
    super(new TypeDescriptor(name), Slice.class);
  }

  @Override
  public String getDisplayName() {
    return getTypeDescriptor().getBase();
  }

  @Override
  public Slice getSlice(Block block, int position) {
    var values = (io.trino.spi.block.VariableWidthBlock) block.getUnderlyingValueBlock();
    return values.getSlice(block.getUnderlyingValuePosition(position));
  }

  @Override
  public void writeSlice(BlockBuilder out, Slice value) {
    writeSlice(out, value, 0, value.length());
  }

  @Override
  public void writeSlice(BlockBuilder out, Slice value, int offset, int length) {
    ((io.trino.spi.block.VariableWidthBlockBuilder) out).writeEntry(value, offset, length);
  }

  @Override
  public @Nullable Object getObjectValue(Block block, int position) {
    return block.isNull(position)
        ? null
        : new WKTWriter().write(JtsGeometrySerde.deserialize(getSlice(block, position)));
  }
}
