// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Two links with a muscle, once in the layout before 4.0 and once in that since.
enum SmallModels {
  static let nested = """
    <?xml version="1.0" encoding="UTF-8"?>
    <OpenSimDocument Version="30000">
    <Model name="links">
      <defaults>
        <Thelen2003Muscle name="default">
          <FmaxTendonStrain>0.05</FmaxTendonStrain>
          <Flen>1.7</Flen>
        </Thelen2003Muscle>
      </defaults>
      <gravity>0 -9.81 0</gravity>
      <BodySet>
        <objects>
          <Body name="ground"><mass>0</mass><Joint/></Body>
          <Body name="thigh">
            <mass>8</mass>
            <mass_center>0 -0.2 0</mass_center>
            <inertia_xx>0.1</inertia_xx><inertia_yy>0.02</inertia_yy><inertia_zz>0.11</inertia_zz>
            <inertia_xy>0.001</inertia_xy><inertia_xz>0.002</inertia_xz>
            <inertia_yz>0.003</inertia_yz>
            <Joint>
              <PinJoint name="hip">
                <parent_body>ground</parent_body>
                <location_in_parent>0 1 0</location_in_parent>
                <orientation_in_parent>0 0 0.1</orientation_in_parent>
                <location>0 0.01 0</location>
                <orientation>0 0 0</orientation>
                <CoordinateSet>
                  <objects>
                    <Coordinate name="hip_flexion">
                      <motion_type>rotational</motion_type>
                      <default_value>0.3</default_value>
                      <range>-0.5 1.5</range>
                      <clamped>true</clamped>
                    </Coordinate>
                  </objects>
                </CoordinateSet>
              </PinJoint>
            </Joint>
            <WrapObjectSet>
              <objects>
                <WrapCylinder name="condyle">
                  <xyz_body_rotation>0 0 0</xyz_body_rotation>
                  <translation>0 -0.4 0</translation>
                  <quadrant>+x</quadrant>
                  <radius>0.02</radius>
                  <length>0.1</length>
                </WrapCylinder>
              </objects>
            </WrapObjectSet>
          </Body>
          <Body name="shank">
            <mass>3</mass>
            <mass_center>0 -0.18 0</mass_center>
            <inertia_xx>0.05</inertia_xx><inertia_yy>0.005</inertia_yy>
            <inertia_zz>0.05</inertia_zz>
            <Joint>
              <CustomJoint name="knee">
                <parent_body>thigh</parent_body>
                <location_in_parent>0 0 0</location_in_parent>
                <CoordinateSet>
                  <objects><Coordinate name="knee_angle"><range>-2 0.1</range></Coordinate></objects>
                </CoordinateSet>
                <SpatialTransform>
                  <TransformAxis name="rotation1">
                    <coordinates>knee_angle</coordinates>
                    <axis>0 0 1</axis>
                    <function><LinearFunction><coefficients>1 0</coefficients></LinearFunction></function>
                  </TransformAxis>
                  <TransformAxis name="translation2">
                    <coordinates>knee_angle</coordinates>
                    <axis>0 1 0</axis>
                    <function>
                      <MultiplierFunction>
                        <function><NaturalCubicSpline><x>-2 0 1</x><y>-0.4 -0.39 -0.395</y>
                        </NaturalCubicSpline></function>
                        <scale>1.1</scale>
                      </MultiplierFunction>
                    </function>
                  </TransformAxis>
                </SpatialTransform>
              </CustomJoint>
            </Joint>
          </Body>
        </objects>
      </BodySet>
      <ConstraintSet>
        <objects>
          <CoordinateCouplerConstraint name="coupler">
            <isDisabled>true</isDisabled>
            <coupled_coordinates_function>
              <LinearFunction><coefficients>0.5 0.1</coefficients></LinearFunction>
            </coupled_coordinates_function>
            <independent_coordinate_names>hip_flexion</independent_coordinate_names>
            <dependent_coordinate_name>knee_angle</dependent_coordinate_name>
          </CoordinateCouplerConstraint>
        </objects>
      </ConstraintSet>
      <ForceSet>
        <objects>
          <Thelen2003Muscle name="quadriceps">
            <isDisabled>false</isDisabled>
            <GeometryPath>
              <PathPointSet>
                <objects>
                  <PathPoint name="P1"><location>0.03 0 0</location><body>thigh</body></PathPoint>
                  <ConditionalPathPoint name="P2">
                    <location>0.03 -0.35 0</location><body>thigh</body>
                    <coordinate>knee_angle</coordinate><range>-2 -1</range>
                  </ConditionalPathPoint>
                  <MovingPathPoint name="P3">
                    <location>0 0 0</location><body>shank</body>
                    <x_coordinate>knee_angle</x_coordinate>
                    <x_location><SimmSpline><x>-2 0</x><y>0.03 0.05</y></SimmSpline></x_location>
                    <y_location><Constant><value>-0.05</value></Constant></y_location>
                  </MovingPathPoint>
                </objects>
              </PathPointSet>
              <PathWrapSet>
                <objects>
                  <PathWrap>
                    <wrap_object>condyle</wrap_object><method>Midpoint</method><range>1 -1</range>
                  </PathWrap>
                </objects>
              </PathWrapSet>
            </GeometryPath>
            <max_isometric_force>1500</max_isometric_force>
            <Flen>1.8</Flen>
          </Thelen2003Muscle>
        </objects>
      </ForceSet>
    </Model>
    </OpenSimDocument>
    """

  static let sockets = """
    <?xml version="1.0" encoding="UTF-8" ?>
    <OpenSimDocument Version="40000">
    <Model name="links">
      <defaults>
        <Thelen2003Muscle name="default">
          <FmaxTendonStrain>0.05</FmaxTendonStrain>
          <Flen>1.7</Flen>
        </Thelen2003Muscle>
      </defaults>
      <Ground name="ground"/>
      <gravity>0 -9.81 0</gravity>
      <BodySet name="bodyset">
        <objects>
          <Body name="thigh">
            <WrapObjectSet name="wrapobjectset">
              <objects>
                <WrapCylinder name="condyle">
                  <active>true</active>
                  <xyz_body_rotation>0 0 0</xyz_body_rotation>
                  <translation>0 -0.4 0</translation>
                  <quadrant>x</quadrant>
                  <radius>0.02</radius>
                  <length>0.1</length>
                </WrapCylinder>
              </objects>
              <groups/>
            </WrapObjectSet>
            <mass>8</mass>
            <mass_center>0 -0.2 0</mass_center>
            <inertia>0.1 0.02 0.11 0.001 0.002 0.003</inertia>
          </Body>
          <Body name="shank">
            <mass>3</mass>
            <mass_center>0 -0.18 0</mass_center>
            <inertia>0.05 0.005 0.05 0 0 0</inertia>
          </Body>
        </objects>
      </BodySet>
      <JointSet name="jointset">
        <objects>
          <PinJoint name="hip">
            <socket_parent_frame>ground_offset</socket_parent_frame>
            <socket_child_frame>thigh_offset</socket_child_frame>
            <coordinates>
              <Coordinate name="hip_flexion">
                <default_value>0.3</default_value>
                <range>-0.5 1.5</range>
                <clamped>true</clamped>
                <prescribed_function/>
              </Coordinate>
            </coordinates>
            <frames>
              <PhysicalOffsetFrame name="ground_offset">
                <socket_parent>/ground</socket_parent>
                <translation>0 1 0</translation>
                <orientation>0 0 0.1</orientation>
              </PhysicalOffsetFrame>
              <PhysicalOffsetFrame name="thigh_offset">
                <socket_parent>/bodyset/thigh</socket_parent>
                <translation>0 0.01 0</translation>
                <orientation>0 0 0</orientation>
              </PhysicalOffsetFrame>
            </frames>
          </PinJoint>
          <CustomJoint name="knee">
            <socket_parent_frame>thigh_offset</socket_parent_frame>
            <socket_child_frame>shank_offset</socket_child_frame>
            <coordinates><Coordinate name="knee_angle"><range>-2 0.1</range></Coordinate></coordinates>
            <frames>
              <PhysicalOffsetFrame name="thigh_offset">
                <socket_parent>/bodyset/thigh</socket_parent>
              </PhysicalOffsetFrame>
              <PhysicalOffsetFrame name="shank_offset">
                <socket_parent>/bodyset/shank</socket_parent>
              </PhysicalOffsetFrame>
            </frames>
            <SpatialTransform>
              <TransformAxis name="rotation1">
                <coordinates>knee_angle</coordinates>
                <axis>0 0 1</axis>
                <LinearFunction name="function"><coefficients>1 0</coefficients></LinearFunction>
              </TransformAxis>
              <TransformAxis name="translation2">
                <coordinates>knee_angle</coordinates>
                <axis>0 1 0</axis>
                <MultiplierFunction name="function">
                  <function><SimmSpline><x>-2 0 1</x><y>-0.4 -0.39 -0.395</y></SimmSpline></function>
                  <scale>1.1</scale>
                </MultiplierFunction>
              </TransformAxis>
            </SpatialTransform>
          </CustomJoint>
        </objects>
      </JointSet>
      <ConstraintSet name="constraintset">
        <objects>
          <CoordinateCouplerConstraint name="coupler">
            <isEnforced>false</isEnforced>
            <coupled_coordinates_function>
              <LinearFunction><coefficients>0.5 0.1</coefficients></LinearFunction>
            </coupled_coordinates_function>
            <independent_coordinate_names>hip_flexion</independent_coordinate_names>
            <dependent_coordinate_name>knee_angle</dependent_coordinate_name>
            <scale_factor>1</scale_factor>
          </CoordinateCouplerConstraint>
        </objects>
      </ConstraintSet>
      <ForceSet name="forceset">
        <objects>
          <Thelen2003Muscle name="quadriceps">
            <appliesForce>true</appliesForce>
            <GeometryPath name="geometrypath">
              <PathPointSet>
                <objects>
                  <PathPoint name="P1">
                    <socket_parent_frame>/bodyset/thigh</socket_parent_frame>
                    <location>0.03 0 0</location>
                  </PathPoint>
                  <ConditionalPathPoint name="P2">
                    <socket_parent_frame>/bodyset/thigh</socket_parent_frame>
                    <location>0.03 -0.35 0</location>
                    <socket_coordinate>/jointset/knee/knee_angle</socket_coordinate>
                    <range>-2 -1</range>
                  </ConditionalPathPoint>
                  <MovingPathPoint name="P3">
                    <socket_parent_frame>/bodyset/shank</socket_parent_frame>
                    <socket_x_coordinate>/jointset/knee/knee_angle</socket_x_coordinate>
                    <x_location><SimmSpline><x>-2 0</x><y>0.03 0.05</y></SimmSpline></x_location>
                    <y_location><Constant><value>-0.05</value></Constant></y_location>
                  </MovingPathPoint>
                </objects>
              </PathPointSet>
              <PathWrapSet>
                <objects>
                  <PathWrap name="">
                    <wrap_object>condyle</wrap_object><method>midpoint</method><range>1 -1</range>
                  </PathWrap>
                </objects>
              </PathWrapSet>
            </GeometryPath>
            <max_isometric_force>1500</max_isometric_force>
            <Flen>1.8</Flen>
          </Thelen2003Muscle>
        </objects>
      </ForceSet>
    </Model>
    </OpenSimDocument>
    """

  /// Springs, actuators, a ligament, a constraint and markers, with places on bodies as since 4.0.
  static let forces = """
    <OpenSimDocument Version="40500">
    <Model name="forces">
      <components>
        <PhysicalOffsetFrame name="wall">
          <socket_parent>/ground</socket_parent><translation>1 0 0</translation>
        </PhysicalOffsetFrame>
      </components>
      <BodySet name="bodyset">
        <objects>
          <Body name="one">
            <components>
              <PhysicalOffsetFrame name="tip">
                <socket_parent>..</socket_parent><translation>0 1 0</translation>
                <WrapObjectSet><objects>
                  <WrapEllipsoid name="egg"><dimensions>0.1 0.2 0.3</dimensions></WrapEllipsoid>
                  <WrapSphere name="ball"><radius>0.1</radius><quadrant>-y</quadrant></WrapSphere>
                  <WrapTorus name="ring"><inner_radius>0.1</inner_radius>
                    <outer_radius>0.2</outer_radius><active>false</active></WrapTorus>
                </objects></WrapObjectSet>
              </PhysicalOffsetFrame>
            </components>
            <mass>1</mass>
          </Body>
          <Body name="two"><mass>2</mass></Body>
        </objects>
      </BodySet>
      <JointSet name="jointset"><objects>
        <SliderJoint name="s">
          <socket_parent_frame>/wall</socket_parent_frame>
          <socket_child_frame>/bodyset/one/tip</socket_child_frame>
          <coordinates><Coordinate name="x"/></coordinates>
        </SliderJoint>
        <FreeJoint name="f">
          <socket_parent_frame>/ground</socket_parent_frame>
          <socket_child_frame>/bodyset/two</socket_child_frame>
        </FreeJoint>
      </objects></JointSet>
      <ConstraintSet name="constraintset"><objects>
        <PointConstraint name="pc">
          <socket_body_1>/bodyset/one</socket_body_1><socket_body_2>/bodyset/two</socket_body_2>
          <location_body_1>0 0 1</location_body_1><location_body_2>0 1 0</location_body_2>
        </PointConstraint>
      </objects></ConstraintSet>
      <ForceSet name="forceset"><objects>
        <BushingForce name="bushing">
          <socket_frame1>one_offset</socket_frame1><socket_frame2>/bodyset/two</socket_frame2>
          <frames>
            <PhysicalOffsetFrame name="one_offset">
              <socket_parent>/bodyset/one</socket_parent><orientation>0 0.1 0</orientation>
            </PhysicalOffsetFrame>
          </frames>
          <rotational_stiffness>1 2 3</rotational_stiffness>
        </BushingForce>
        <Ligament name="ligament">
          <GeometryPath name="geometrypath">
            <PathPointSet><objects>
              <PathPoint name="a"><socket_parent_frame>/bodyset/one/tip</socket_parent_frame>
                <location>0 0 0</location></PathPoint>
              <PathPoint name="b"><socket_parent_frame>/ground</socket_parent_frame>
                <location>1 2 3</location></PathPoint>
            </objects></PathPointSet>
            <PathWrapSet><objects>
              <PathWrap name="w"><wrap_object>egg</wrap_object><method>axial</method></PathWrap>
            </objects></PathWrapSet>
          </GeometryPath>
          <resting_length>0.4</resting_length><pcsa_force>30</pcsa_force>
          <SimmSpline name="force_length_curve"><x>0 1 2</x><y>0 0 1</y></SimmSpline>
        </Ligament>
        <CoordinateLimitForce name="limit">
          <coordinate>x</coordinate><upper_limit>0.5</upper_limit>
        </CoordinateLimitForce>
        <TorqueActuator name="torque">
          <bodyA>one</bodyA><bodyB>ground</bodyB><max_control>Inf</max_control>
        </TorqueActuator>
        <PointActuator name="point"><body>two</body><point>0 0 1</point></PointActuator>
        <Millard2012EquilibriumMuscle name="millard">
          <GeometryPath name="path"/>
          <ActiveForceLengthCurve name="c"><minimum_value>0.2</minimum_value>
          </ActiveForceLengthCurve>
          <FiberForceLengthCurve name="d"/>
        </Millard2012EquilibriumMuscle>
      </objects></ForceSet>
      <MarkerSet name="markerset"><objects>
        <Marker name="m"><socket_parent_frame>/bodyset/two</socket_parent_frame>
          <location>1 2 3</location><fixed>true</fixed></Marker>
      </objects></MarkerSet>
    </Model>
    </OpenSimDocument>
    """

  /// Every kind of joint and of function.
  static let joints: String = {
    func joint(_ kind: String, _ place: Int, _ parts: String = "") -> String {
      """
      <\(kind) name="j\(place)">
        <socket_parent_frame>\(place == 0 ? "/ground" : "/bodyset/b\(place - 1)")</socket_parent_frame>
        <socket_child_frame>/bodyset/b\(place)</socket_child_frame>\(parts)
      </\(kind)>
      """
    }
    let functions = [
      "<Constant><value>0.5</value></Constant>",
      "<PolynomialFunction><coefficients>3 2 1</coefficients></PolynomialFunction>",
      "<PiecewiseLinearFunction><x>0 1</x><y>2 3</y></PiecewiseLinearFunction>",
      "<PiecewiseConstantFunction><x>0 1</x><y>2 3</y></PiecewiseConstantFunction>",
      "<GCVSpline><half_order>2</half_order><x>0 1 2 3</x><y>2 3 1 0</y></GCVSpline>",
      "<StepFunction><start_time>1</start_time><end_time>2</end_time></StepFunction>",
      "<Sine><amplitude>2</amplitude><omega>3</omega></Sine>",
    ]
    let axes = zip(
      ["rotation1", "rotation2", "rotation3", "translation1", "translation2"],
      functions
    )
    .map { name, function in
      "<TransformAxis name=\"\(name)\"><coordinates>q</coordinates><axis>1 2 3</axis>"
        + "<function>\(function)</function></TransformAxis>"
    }.joined()
    let coordinates = """
      <coordinates><Coordinate name="q"><prescribed>true</prescribed>
      <prescribed_function>\(functions[6])</prescribed_function></Coordinate>
      <Coordinate name="r"><prescribed_function>\(functions[5])</prescribed_function>
      </Coordinate></coordinates>
      """
    let joints = [
      joint("WeldJoint", 0), joint("PinJoint", 1), joint("SliderJoint", 2),
      joint("UniversalJoint", 3), joint("BallJoint", 4), joint("GimbalJoint", 5),
      joint("FreeJoint", 6), joint("PlanarJoint", 7),
      joint("EllipsoidJoint", 8, "<radii_x_y_z>1 2 3</radii_x_y_z>"),
      joint("ConstantCurvatureJoint", 9, "<length>0.3</length>"),
      joint("CustomJoint", 10, coordinates + "<SpatialTransform>\(axes)</SpatialTransform>"),
    ]
    let bodies = joints.indices.map { "<Body name=\"b\($0)\"><mass>1</mass></Body>" }
    return """
      <OpenSimDocument Version="40000"><Model name="joints">
      <BodySet><objects>\(bodies.joined(separator: "\n"))</objects></BodySet>
      <JointSet><objects>\(joints.joined(separator: "\n"))</objects></JointSet>
      </Model></OpenSimDocument>
      """
  }()
}
