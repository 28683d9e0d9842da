// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// The works that the model's parameters cite: one line each.
///
/// Columns: key, authors, year, title, venue, DOI (or -), address (or -).
enum ReferenceTable {
  static let text = """
    macthiong2011 | Mac-Thiong JM, Roussouly P, Berthonnaud E, Guigui P | 2011 | Age- and sex-related variations in sagittal sacropelvic morphology and balance in asymptomatic adults | Eur Spine J 20 Suppl 5:572-577 | 10.1007/s00586-011-1923-2 | https://www.ncbi.nlm.nih.gov/pubmed/21833574
    scirep2022 | Authors not on the page that was read | 2022 | Segmental lumbar lordosis by pelvic incidence, table 2 | Sci Rep 12, article 21840 | 10.1038/s41598-022-21840-x | http://preview-www.nature.com/articles/s41598-022-21840-x/tables/2
    eurspinej2010 | Authors not on the page that was read | 2010 | Sagittal wedging of thoracic and lumbar vertebral bodies, table 1 | Eur Spine J 19:768-773 | 10.1007/s00586-009-1256-6 | https://pmc.ncbi.nlm.nih.gov/articles/PMC2899959/table/Tab1
    levine1996 | Levine D, Whittle MW | 1996 | The effects of pelvic movement on lumbar lordosis in the standing position | J Orthop Sports Phys Ther 24:130-135 | 10.2519/jospt.1996.24.3.130 | -
    deleva1996 | de Leva P | 1996 | Adjustments to Zatsiorsky-Seluyanov's segment inertia parameters | J Biomech 29:1223-1230 | 10.1016/0021-9290(95)00178-6 | https://github.com/BMClab/BMC
    pose2sim | Pagnon D, Domalain M, Reveret L | 2022 | Model_Pose2Sim_muscles_flex.osim, adapted from Beaucage-Gauvreau 2019, Christophy 2012 and Rajagopal 2016 | repository perfanalytics/pose2sim, commit f7b39c74, BSD-3-Clause | - | https://github.com/perfanalytics/pose2sim
    rajagopal2016 | Rajagopal A, Dembia CL, DeMers MS, Delp DD, Hicks JL, Delp SL | 2016 | Full-body musculoskeletal model for muscle-driven simulation of human gait | IEEE Trans Biomed Eng 63:2068-2079 | - | https://pmc.ncbi.nlm.nih.gov/articles/PMC5507211
    christophy2012 | Christophy M, Faruk Senan NA, Lotz JC, O'Reilly OM | 2012 | A musculoskeletal model for the lumbar spine | Biomech Model Mechanobiol 11:19-34 | 10.1007/s10237-011-0290-6 | -
    burkhart2018 | Burkhart KA, Bruno AG, Bouxsein ML, Bean JF, Anderson DE | 2018 | Estimating apparent maximum muscle stress of trunk extensor muscles in older adults using subject-specific musculoskeletal models | J Orthop Res 36:498-505 | 10.1002/jor.23630 | https://pmc.ncbi.nlm.nih.gov/articles/PMC5723244
    degroote2016 | De Groote F, Kinney AL, Rao AV, Fregly BJ | 2016 | Evaluation of direct collocation optimal control problem formulations for solving the muscle redundancy problem | Ann Biomed Eng 44:2922-2936 | 10.1007/s10439-016-1591-9 | https://github.com/opensim-org/opensim-core
    gardnermorse1995 | Gardner-Morse M, Stokes IAF, Laible JP | 1995 | Role of muscles in lumbar spine stability in maximum extension efforts | abstract, author page of JP Laible | - | https://staging.scite.ai/authors/jeffrey-p-laible-ZGZAyn
    cui2008 | Cui L, Perreault EJ, Maas H, Sandercock TG | 2008 | Modeling short-range stiffness of feline lower hindlimb muscles | J Biomech 41 | - | https://pmc.ncbi.nlm.nih.gov/articles/PMC2488157
    ammr | AnyBody Technology | 2024 | AnyBody Managed Model Repository, DiscStiffness.any, with its citations of Schmidt 1998 and Heuer 2007 | repository AnyBody/ammr, commit ef387217 | - | https://github.com/AnyBody/ammr
    remus2021 | Remus R | 2021 | artisynth_lumbosacralSpineModel, meshes of a male Visible Human | repository RemusR9/artisynth_lumbosacralSpineModel, commit bb81cb1f, BSD-3-Clause | - | https://github.com/RemusR9/artisynth_lumbosacralSpineModel
    wilke1999 | Wilke HJ, Neef P, Caimi M, Hoogland T, Claes LE | 1999 | New in vivo measurements of pressures in the intervertebral disc in daily life | Spine 24:755-762 | - | https://scribd.com/document/456698107
    cobb2005 | Cobb WS, Burns JM, Kercher KW, Matthews BD, Norton HJ, Heniford BT | 2005 | Normal intraabdominal pressure in healthy adults | J Surg Res 129:231-235 | 10.1016/j.jss.2005.06.015 | -
    riener1999 | Riener R, Edrich T | 1999 | Identification of passive elastic joint moments in the lower extremities | J Biomech 32:539-544 | 10.1016/S0021-9290(99)00009-3 | -
    vanarkel2015 | van Arkel RJ, Amis AA, Jeffers JRT | 2015 | The envelope of passive motion allowed by the capsular ligaments of the hip | J Biomech 48:3803-3809 | 10.1016/j.jbiomech.2015.09.002 | https://pmc.ncbi.nlm.nih.gov/articles/PMC4655836
    ward2009 | Ward SR, Eng CM, Smallwood LH, Lieber RL | 2009 | Are current measurements of lower extremity muscle architecture accurate? | Clin Orthop Relat Res 467:1074-1082 | - | https://pmc.ncbi.nlm.nih.gov/articles/PMC2650051
    peixoto2015 | Authors not on the page that was read | 2015 | Viscoelastic stress relaxation in the hamstrings before and after a 10-week stretching program | Muscle Nerve 51:761-764 | 10.1002/mus.24593 | http://www.pubmed.gov/25656830/
    magnusson1995 | Magnusson SP, Simonsen EB, Aagaard P, Gleim GW, McHugh MP, Kjaer M | 1995 | Viscoelastic response to repeated static stretching in the human hamstring muscle | Scand J Med Sci Sports 5:342-347 | - | http://www.nismat.org/research/publications/1995/viscoelastic-response-to-repeated-static-stretching-in-the-human-hamstring-muscle
    magnusson1996 | Magnusson SP, Simonsen EB, Dyhre-Poulsen P, Aagaard P, Mohr T, Kjaer M | 1996 | Viscoelastic stress relaxation during static stretch in human skeletal muscle in the absence of EMG activity | Scand J Med Sci Sports 6:323-328 | - | https://www.mendeley.com/research-papers/viscoelastic-stress-relaxation-during-static-stretch-human-skeletal-muscle-absence-emg-activity/
    msse1445 | Authors not on the page that was read | 1997 | Time course of stress relaxation with repetitive stretching of human plantarflexors | abstract 1445 of a congress; the year is a guess | - | https://discovery.researcher.life/article/time-course-of-stress-relaxation-with-repetitive-stretching-of-human-plantarflexors/0ad5a53b27643525a0bc0a1dfa466007
    ryan2008 | Ryan ED, Beck TW, Herda TJ, Hull HR, Hartman MJ, Costa PB, Defreitas JM, Stout JR, Cramer JT | 2008 | The time course of musculotendinous stiffness responses following different durations of passive stretching | J Orthop Sports Phys Ther 38:632-639 | 10.2519/jospt.2008.2843 | https://pubmed.ncbi.nlm.nih.gov/18827325/
    ryan2012 | Ryan ED, Herda TJ, Costa PB, Walter AA, Cramer JT | 2012 | Dynamics of viscoelastic creep during repeated stretches | Scand J Med Sci Sports 22:179-184 | 10.1111/j.1600-0838.2010.01285.x | -
    depino2000 | Depino GM and others | 2000 | Duration of maintained hamstring flexibility after cessation of an acute static stretching protocol | J Athl Train 35:56-59 | - | https://pubmed.ncbi.nlm.nih.gov/16558609/
    kerrigan2003 | Kerrigan DC, Xenopoulos-Oddsson A, Sullivan MJ, Lelas JJ, Riley PO | 2003 | Effect of a hip flexor-stretching program on gait in the elderly | Arch Phys Med Rehabil 84:1-6 | - | https://id.scribd.com/document/267154204/Effect-of-a-Hip-Flexor-Stretching-Program-on-Gait-in-the-Elderly-2
    freitas2018 | Freitas SR, Mendes B, Le Sant G, Andrade RJ, Nordez A, Milanovic Z | 2018 | Can chronic stretching change the muscle-tendon mechanical properties? A review | Scand J Med Sci Sports 28:794-806 | 10.1111/sms.12957 | https://modernmanualtherapy.com/2020/06/can-chronic-stretching-change-muscle.html
    ingram2024 | Ingram LA, Tomkinson GR, d'Unienville NMA, Gower B, Gleadhill S, Boyle T, Bennett H | 2024 | Optimising the dose of static stretching to improve flexibility: a systematic review, meta-analysis and multivariate meta-regression | Sports Med | 10.1007/s40279-024-02143-9 | https://strengthscience.co/p/best-static-stretching-guide
    gribble1999 | Gribble PA, Guskiewicz KM, Prentice WE, Shields EW | 1999 | Effects of static and hold-relax stretching on hamstring range of motion using the FlexAbility LE1000 | J Sport Rehabil 8:195-208 | - | https://paperzz.com/doc/9035430/effects-of-static-and-hold-relax-stretching-on-hamstring
    konrad2025 | Konrad A, Warneke K, Donti O, Panidi I, Gaspari V, Nakamura M, Thomas E, Bogdanis GC | 2025 | Detraining effects following chronic stretching training on range of motion: a systematic review and meta-analysis | Sports Med Open | 10.1186/s40798-025-00935-5 | -
    jospt2001 | Authors not on the page that was read | 2001 | Effect of cessation and resumption of static hamstring muscle stretching on joint range of motion | J Orthop Sports Phys Ther 31 | - | https://pubmed.ncbi.nlm.nih.gov/11297019
    preece2021 | Preece SJ, Tan YF, Alghamdi TDA, Arnall FA | 2021 | Comparison of pelvic tilt before and after hip flexor stretching in healthy adults | J Manipulative Physiol Ther 44:289-294 | - | http://usir.salford.ac.uk/id/eprint/60850/
    iliacus2019 | Authors not on the page that was read | 2019 | Static stretching time required to reduce iliacus muscle stiffness | Sports Biomech | - | https://medluna.com/article/31232167
    """
}
