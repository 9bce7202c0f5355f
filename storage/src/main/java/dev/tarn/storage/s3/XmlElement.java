package dev.tarn.storage.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An element of a request's XML: its local name, its text, its child elements. */
record XmlElement(String name, String text, List<XmlElement> children) {

  XmlElement {
    children = List.copyOf(children);
  }

  /** The first child of this name. */
  Optional<XmlElement> child(String childName) {
    return children.stream().filter(child -> child.name().equals(childName)).findFirst();
  }

  /** The text of the first child of this name. */
  Optional<String> childText(String childName) {
    return child(childName).map(XmlElement::text);
  }

  List<XmlElement> children(String childName) {
    List<XmlElement> named = new ArrayList<>();
    for (XmlElement child : children) {
      if (child.name().equals(childName)) {
        named.add(child);
      }
    }
    return named;
  }
}
