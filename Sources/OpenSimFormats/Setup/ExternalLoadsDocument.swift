// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// What a file of external loads says: which columns of a table push on which body.
public struct ExternalLoadsDocument: Sendable, Hashable {
  /// One force with its point and a free torque, from columns of the table.
  public struct Load: Sendable, Hashable {
    /// The name of the load.
    public var name: String

    /// True when the load acts.
    public var isApplied: Bool

    /// The body that is pushed.
    public var body: String

    /// The body in whose axes force and torque are given.
    public var forceFrame: String

    /// The body in whose axes the point is given.
    public var pointFrame: String

    /// What the labels of the three columns of the force begin with; empty for none.
    public var forceIdentifier: String

    /// What the labels of the three columns of the point begin with; empty for the body's origin.
    public var pointIdentifier: String

    /// What the labels of the three columns of the torque begin with; empty for none.
    public var torqueIdentifier: String

    /// Where the load stands in the file.
    public var position: DocumentPosition
  }

  /// The path of the file, or nil.
  public var path: String?

  /// The name of the set.
  public var name: String

  /// The file of the table, as it is written in this file.
  public var dataFile: String

  /// The loads in the order of the file.
  public var loads: [Load]

  /// The path of the table: beside this file unless it is absolute.
  public var dataPath: String {
    guard let path, !dataFile.hasPrefix("/"), let slash = path.lastIndex(of: "/") else {
      return dataFile
    }
    return path[...slash] + dataFile
  }

  /// The versions that are read, dimensionless: those that name `<ExternalForce>`.
  public static let readVersions = 20000..<50000

  /// Makes external loads without a file.
  ///
  /// - Parameters:
  ///   - name: The name of the set.
  ///   - dataFile: The file of the table.
  ///   - loads: The loads.
  public init(name: String, dataFile: String, loads: [Load]) {
    (self.name, self.dataFile, self.loads) = (name, dataFile, loads)
  }

  /// Reads a file of external loads.
  ///
  /// - Throws: `DocumentError` with the line and the element when the file cannot be read.
  public init(contentsOf path: String) throws(DocumentError) {
    let root = try DocumentElement(contentsOfFile: path)
    do throws(DocumentError) {
      try self.init(root: root)
    } catch {
      throw error.inFile(path)
    }
    self.path = path
  }

  /// Reads the external loads in an element `<OpenSimDocument>`.
  ///
  /// - Throws: `DocumentError` with the line and the element when the element holds something else.
  public init(root: DocumentElement) throws(DocumentError) {
    let content = try DocumentContent(
      root,
      kind: "ExternalLoads",
      versions: ExternalLoadsDocument.readVersions
    )
    let set = content.element
    name = set.attribute("name") ?? ""
    dataFile = set.child("datafile")?.text ?? ""
    guard Self.isGiven(dataFile) else {
      throw (set.child("datafile") ?? set).error(
        .missing,
        "found no file of data; name the .mot or .sto file with the columns in <datafile>"
      )
    }
    for tag in [
      "external_loads_model_kinematics_file", "lowpass_cutoff_frequency_for_load_kinematics",
    ] {
      guard let element = set.child(tag), Self.isGiven(element.text), Double(element.text) != -1
      else {
        continue
      }
      throw element.error(
        .unsupported,
        "found '\(element.text)'; points that follow other kinematics are not read; give the points in "
          + "ground or in a body"
      )
    }
    loads = []
    for element in set.child("objects")?.children ?? [] {
      guard element.tag == "ExternalForce" else {
        throw element.error(.unsupported, "found <\(element.tag)>; allowed: <ExternalForce>")
      }
      loads.append(try Self.load(element))
    }
  }

  private static func isGiven(_ text: String) -> Bool {
    !text.isEmpty && text.lowercased() != "unassigned"
  }

  private static func load(_ element: DocumentElement) throws(DocumentError) -> Load {
    func text(_ tag: String) -> String {
      let text = element.child(tag)?.text ?? ""
      return isGiven(text) ? text : ""
    }
    func flag(_ tag: String) throws(DocumentError) -> Bool? {
      guard let child = element.child(tag), !child.text.isEmpty else { return nil }
      return try ValueText(child.text, in: child.label, at: child.position).flag()
    }
    let applies: Bool
    if let flag = try flag("appliesForce") {
      applies = flag
    } else {
      applies = try !(flag("isDisabled") ?? false)
    }
    let load = Load(
      name: element.attribute("name") ?? "",
      isApplied: applies,
      body: text("applied_to_body"),
      forceFrame: text("force_expressed_in_body"),
      pointFrame: text("point_expressed_in_body"),
      forceIdentifier: text("force_identifier"),
      pointIdentifier: text("point_identifier"),
      torqueIdentifier: text("torque_identifier"),
      position: element.position
    )
    guard !load.body.isEmpty else {
      throw element.error(.missing, "found no <applied_to_body>; name the body that is pushed")
    }
    guard !load.forceIdentifier.isEmpty || !load.torqueIdentifier.isEmpty else {
      throw element.error(
        .missing,
        "found neither <force_identifier> nor <torque_identifier>; give what the labels begin with"
      )
    }
    guard load.pointIdentifier.isEmpty || !load.forceIdentifier.isEmpty else {
      throw element.error(
        .inconsistent,
        "found a <point_identifier> without a <force_identifier>; a torque has no point"
      )
    }
    return load
  }
}

extension ExternalLoadsDocument.Load {
  /// Makes a load in ground axes that acts on a body.
  ///
  /// - Parameters:
  ///   - name: The name of the load.
  ///   - body: The body that is pushed.
  ///   - force: What the labels of the columns of the force begin with.
  ///   - point: What those of the point begin with; empty for the body's origin.
  ///   - torque: What those of the torque begin with; empty for none.
  public init(name: String, body: String, force: String, point: String, torque: String = "") {
    self.init(
      name: name,
      isApplied: true,
      body: body,
      forceFrame: "ground",
      pointFrame: "ground",
      forceIdentifier: force,
      pointIdentifier: point,
      torqueIdentifier: torque,
      position: .none
    )
  }
}
