package org.ecall.engine.java;

/** Asks whether an optional library is there, without running any of its code. */
final class OptionalClass {

  private OptionalClass() {}

  static boolean isPresent(String name) {
    try {
      Class.forName(name, false, OptionalClass.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
