/**
 * What few people live with, or do not tell everybody: our own list, for patterns with the flag i. What everybody has now and
 * then is not in it. Each stands alone, so that the first three letters tell where it can begin.
 */
const named = (
  'acromegaly,agoraphobia,agoraphobic,albinism,albino,alopecia,alzheimer,amputee,amyloidosis,aneurysms?,anorexia,anorexic,aphasia,' +
  'arthritis,arthritic,asperger,asthma,asthmatic,ataxia,autism,autistic,bell.s palsy,binge eating,bipolar,body dysmorphia,borderline personality,' +
  'brain bleed,brain damage,brain haemorrhage,brain injur(?:y|ies),brain tumou?rs?,type (?:1|2|one|two) diabet(?:es|ic),bulimia,bulimic,cardiomyopathy,cerebral palsy,' +
  'chronic fatigue,chronic pain,cirrhosis,cleft lip,cleft palate,club ?foot,coeliac,celiac,colostomy(?: bag)?,crohn,cystic fibrosis,' +
  'deafblind,dementia,dermatitis,diabetes,diabetic,dialysis,diverticulitis,down.s syndrome,dwarfism,dyscalculia,dyslexia,dyslexic,' +
  'dyspraxia,dyspraxic,dystonia,emotionally unstable personality,ehlers.danlos,emphysema,encephalitis,endometriosis,epilepsy,epileptic,fibromyalgia,foetal alcohol,' +
  'fetal alcohol,fragile x,functional neurological,gender dysphoria,glaucoma,glioma,graves.? disease,guillain,haemophilia,' +
  'haemophiliac,hashimoto,heart failure,heart murmur,heart transplant,hepatitis(?: [a-e])?,hep [abc],hodgkin,huntington,hydrocephalus,' +
  'hyperemesis,ichthyosis,ileostomy,kidney disease,kidney failure,kidney transplant,klinefelter,leukaemia,limb difference,' +
  'liver disease,liver failure,liver transplant,lung disease,lung transplant,lupus,lyme disease,lymphoma,lymphoedema,' +
  'macular degeneration,malaria,marfan,mastectomy,melanoma,meningitis,meniere,m.ni.re,mesothelioma,motor neurone?,multiple sclerosis,' +
  'muscular dystrophy,myasthenia,myeloma,narcolepsy,narcoleptic,neuralgia,neurofibromatosis,neuropathy,osteoporosis,pacemaker,' +
  'pancreatitis,paranoid schizophrenia,paraplegic,parkinson,personality disorder,polio,porphyria,post-?natal depression,post-?partum psychosis,' +
  'post-?partum depression,pre-?eclampsia,psoriasis,psychosis,psychotic,quadriplegic,raynaud,rheumatoid arthritis,sarcoidosis,schizoaffective,' +
  'schizophrenia,schizophrenic,sciatica,scleroderma,scoliosis,sepsis,sickle[ -]cell,sjogren,sj.gren,sleep apnoea,spina bifida,' +
  'spinal cord injury,spinal stenosis,stammer,stoma,tetraplegic,thalassaemia,thrombosis,tinnitus,tourette,trigeminal neuralgia,' +
  'tuberculosis,tumou?rs?,type (?:1|2|one|two) diabet(?:es|ic),turner syndrome,ulcerative colitis,vasculitis,vitiligo,adhd,bpd,copd,cptsd,dvt,eupd,fasd,hiv,mnd,ocd,ptsd'
).split(',')
/** What people say beside it: "Huntington's disease", "schizoaffective disorder", "sickle cell trait". */
const beside = "(?:'?s)?(?: (?:disease|disorder|syndrome|trait|anaemia|positive|patient|survivor))?"

export const illnesses = `(?:${named.join('|')})${beside}`
/** The first letters of each. */
export const illnessWords = [...new Set(named.map((one) => /^[a-z]{1,3}/.exec(one)![0]))].join(' ')
