// Made by `npm run generate` from schema/: not to be edited.
var __getOwnPropNames=Object.getOwnPropertyNames;var __commonJS=(cb,mod)=>function(){try{return mod||(0,cb[__getOwnPropNames(cb)[0]])((mod={exports:{}}).exports,mod),mod.exports}catch(e){throw mod=0,e}};var require_ucs2length=__commonJS({"node_modules/ajv/dist/runtime/ucs2length.js"(exports){"use strict";Object.defineProperty(exports,"__esModule",{value:!0});function ucs2length(str){
let len=str.length,length=0,pos=0,value;for(;pos<len;)length++,value=str.charCodeAt(pos++),value>=55296&&value<=56319&&pos<len&&(value=str.charCodeAt(pos),(value&
64512)===56320&&pos++);return length}exports.default=ucs2length;ucs2length.code='require("ajv/dist/runtime/ucs2length").default'}});import{formats as registry}from"../formats.ts";var formats=Object.fromEntries(Object.entries(registry).map(([name,format])=>[name,format.test])),Team=validate20,
schema31={$id:"Team",type:"object",properties:{apiVersion:{type:"string",enum:["splashtop.io/v1"]},kind:{type:"string",enum:["Team"]},metadata:{type:"object",properties:{
name:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,
pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9\
]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},annotations:{
type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{
type:"string",maxLength:1024}}},additionalProperties:!1},spec:{type:"object",properties:{displayName:{type:"string",maxLength:128,minLength:1,pattern:"^\\S([\\s\\S\
]*\\S)?$"},owner:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253},scheduledAccess:{type:"obj\
ect",properties:{timeZone:{type:"string",maxLength:64,format:"timezone"}},additionalProperties:!1},features:{type:"object",properties:{fileTransfer:{type:"boole\
an"},copyPaste:{type:"boolean"},keystrokePaste:{type:"boolean"},remotePrint:{type:"boolean"},remoteWake:{type:"boolean"},remoteReboot:{type:"boolean"},remoteCommand:{
type:"boolean"},chat:{type:"boolean"},sessionRecording:{type:"boolean"},concurrentSessions:{type:"boolean"},deviceRedirection:{type:"boolean"},remoteMicrophone:{
type:"boolean"},watermark:{type:"boolean"},systemTools:{type:"boolean"},augmentedReality:{type:"boolean"},oneToMany:{type:"string",enum:["owner","ownerAndAdmins"]}},
additionalProperties:!1},members:{type:"object",properties:{connectToActiveSession:{type:"boolean"},accessManagement:{type:"boolean"},seeGroups:{type:"boolean"},
multipleSessions:{type:"boolean"},disconnectOthers:{type:"boolean"},reboot:{type:"boolean"}},additionalProperties:!1},sessionIndicator:{type:"object",properties:{
mode:{type:"string",enum:["none","popup","banner","both"]},allowClose:{type:"boolean"}},additionalProperties:!1},notifications:{type:"object",properties:{computerAdded:{
type:"array",maxItems:1e5,items:{type:"string",maxLength:254,format:"recipient"}},computerRemoved:{type:"array",maxItems:1e5,items:{type:"string",maxLength:254,
format:"recipient"}},sessionStarted:{type:"array",maxItems:1e5,items:{type:"string",maxLength:254,format:"recipient"}},sessionEnded:{type:"array",maxItems:1e5,items:{
type:"string",maxLength:254,format:"recipient"}},invitationAccepted:{type:"array",maxItems:1e5,items:{type:"string",maxLength:254,format:"recipient"}},userRemoved:{
type:"array",maxItems:1e5,items:{type:"string",maxLength:254,format:"recipient"}},scheduleChanged:{type:"array",maxItems:1e5,items:{type:"string",maxLength:254,
format:"recipient"}}},additionalProperties:!1},authentication:{type:"object",properties:{twoStepVerification:{type:"object",properties:{admins:{type:"boolean"},
members:{type:"boolean"}},additionalProperties:!1},deviceAuthentication:{type:"object",properties:{application:{type:"string",enum:["everyone","admins","nobody"]},
console:{type:"string",enum:["everyone","admins","nobody"]}},additionalProperties:!1},consoleTimeout:{type:"string",enum:["never","15m","1h","8h","24h"]}},additionalProperties:!1},
granularDefaults:{type:"object",properties:{fileTransfer:{type:"object",properties:{owner:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","di\
sabled"]},superAdmin:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled"]},admin:{type:"string",enum:["enabled","toComputerOnly","from\
ComputerOnly","disabled"]},groupAdmin:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled"]},member:{type:"string",enum:["enabled","toC\
omputerOnly","fromComputerOnly","disabled"]},adminConfigurable:{type:"boolean"}},additionalProperties:!1},remotePrint:{type:"object",properties:{owner:{type:"st\
ring",enum:["enabled","disabled"]},superAdmin:{type:"string",enum:["enabled","disabled"]},admin:{type:"string",enum:["enabled","disabled"]},groupAdmin:{type:"st\
ring",enum:["enabled","disabled"]},member:{type:"string",enum:["enabled","disabled"]},adminConfigurable:{type:"boolean"}},additionalProperties:!1},copyPaste:{type:"\
object",properties:{owner:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled"]},superAdmin:{type:"string",enum:["enabled","toComputerO\
nly","fromComputerOnly","disabled"]},admin:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled"]},groupAdmin:{type:"string",enum:["enab\
led","toComputerOnly","fromComputerOnly","disabled"]},member:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled"]},adminConfigurable:{
type:"boolean"}},additionalProperties:!1},twoStepVerification:{type:"object",properties:{owner:{type:"string",enum:["enabled","disabled"]},superAdmin:{type:"str\
ing",enum:["enabled","disabled"]},admin:{type:"string",enum:["enabled","disabled"]},groupAdmin:{type:"string",enum:["enabled","disabled"]},member:{type:"string",
enum:["enabled","disabled"]},adminConfigurable:{type:"boolean"}},additionalProperties:!1},attendedAccess:{type:"object",properties:{owner:{type:"string",enum:["\
enabled","disabled"]},superAdmin:{type:"string",enum:["enabled","disabled"]},admin:{type:"string",enum:["enabled","disabled"]},groupAdmin:{type:"string",enum:["\
enabled","disabled"]},member:{type:"string",enum:["enabled","disabled"]},adminConfigurable:{type:"boolean"}},additionalProperties:!1},oneToMany:{type:"object",properties:{
owner:{type:"string",enum:["enabled","disabled"]},superAdmin:{type:"string",enum:["enabled","disabled"]},admin:{type:"string",enum:["enabled","disabled"]},groupAdmin:{
type:"string",enum:["enabled","disabled"]},member:{type:"string",enum:["enabled","disabled"]},adminConfigurable:{type:"boolean"}},additionalProperties:!1},remoteControl:{
type:"object",properties:{owner:{type:"string",enum:["enabled","disabled"]},superAdmin:{type:"string",enum:["enabled","disabled"]},admin:{type:"string",enum:["e\
nabled","disabled"]},groupAdmin:{type:"string",enum:["enabled","disabled"]},member:{type:"string",enum:["enabled","disabled"]},adminConfigurable:{type:"boolean"}},
additionalProperties:!1},remoteCommand:{type:"object",properties:{owner:{type:"string",enum:["enabled","disabled"]},superAdmin:{type:"string",enum:["enabled","d\
isabled"]},admin:{type:"string",enum:["enabled","disabled"]},groupAdmin:{type:"string",enum:["enabled","disabled"]},member:{type:"string",enum:["enabled","disab\
led"]},adminConfigurable:{type:"boolean"}},additionalProperties:!1},sessionRecording:{type:"object",properties:{owner:{type:"string",enum:["enabled","disabled"]},
superAdmin:{type:"string",enum:["enabled","disabled"]},admin:{type:"string",enum:["enabled","disabled"]},groupAdmin:{type:"string",enum:["enabled","disabled"]},
member:{type:"string",enum:["enabled","disabled"]},adminConfigurable:{type:"boolean"}},additionalProperties:!1},chat:{type:"object",properties:{owner:{type:"str\
ing",enum:["enabled","disabled"]},superAdmin:{type:"string",enum:["enabled","disabled"]},admin:{type:"string",enum:["enabled","disabled"]},groupAdmin:{type:"str\
ing",enum:["enabled","disabled"]},member:{type:"string",enum:["enabled","disabled"]},adminConfigurable:{type:"boolean"}},additionalProperties:!1},remoteReboot:{
type:"object",properties:{owner:{type:"string",enum:["enabled","disabled"]},superAdmin:{type:"string",enum:["enabled","disabled"]},admin:{type:"string",enum:["e\
nabled","disabled"]},groupAdmin:{type:"string",enum:["enabled","disabled"]},member:{type:"string",enum:["enabled","disabled"]},adminConfigurable:{type:"boolean"}},
additionalProperties:!1},systemTools:{type:"object",properties:{owner:{type:"string",enum:["enabled","disabled"]},superAdmin:{type:"string",enum:["enabled","dis\
abled"]},admin:{type:"string",enum:["enabled","disabled"]},groupAdmin:{type:"string",enum:["enabled","disabled"]},member:{type:"string",enum:["enabled","disable\
d"]},adminConfigurable:{type:"boolean"}},additionalProperties:!1}},additionalProperties:!1},ipRestriction:{type:"object",properties:{console:{type:"boolean"},application:{
type:"boolean"},allow:{type:"array",maxItems:1e5,items:{type:"string",maxLength:64,format:"cidr"}}},additionalProperties:!1},logRetentionDays:{type:"integer",minimum:60,
maximum:3650}},additionalProperties:!1}},additionalProperties:!1},func1=require_ucs2length().default,func7=Object.prototype.hasOwnProperty,pattern4=new RegExp("\
^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$","u"),pattern6=new RegExp("^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-\
Za-z0-9._-]{0,61}[A-Za-z0-9])?$","u"),pattern8=new RegExp("^\\S([\\s\\S]*\\S)?$","u"),formats0=formats.timezone,formats2=formats.recipient,formats16=formats.cidr;
function validate20(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate20.evaluated;
if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate20.errors=[],!1;break}if(_errs1===
errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate20.errors=[],!1;if(data0!=="splashtop.io/v\
1")return validate20.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!=
"string")return validate20.errors=[],!1;if(data1!=="Team")return validate20.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.metadata!==
void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)
if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate20.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){
let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate20.errors=[],!1;if(!pattern4.test(data3))return validate20.
errors=[],!1}else return validate20.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,
_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate20.errors=[],!1;if(!pattern4.test(data4))return validate20.errors=
[],!1}else return validate20.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;
if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate20.errors=[],!1;for(let key2 in data5){
let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/proper\
ties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.
test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",
params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties\
/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate20.errors=vErrors,
!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate20.
errors=[],!1}else return validate20.errors=[],!1;var valid3=_errs17===errors;if(!valid3)break}}else return validate20.errors=[],!1;var valid1=_errs13===errors}else
var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(
data7)){if(Object.keys(data7).length>64)return validate20.errors=[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={
instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{
limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/meta\
data/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251\
}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===
errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"\
propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate20.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){
let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)return validate20.errors=[],!1}else return validate20.errors=
[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate20.errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate20.
errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9==
"object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!func7.call(schema31.properties.spec.properties,key6)){return validate20.errors=[],
!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(errors===_errs28)if(typeof data10=="string"){if(func1(
data10)>128)return validate20.errors=[],!1;if(func1(data10)<1)return validate20.errors=[],!1;if(!pattern8.test(data10))return validate20.errors=[],!1}else return validate20.
errors=[],!1;var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.owner!==void 0){let data11=data9.owner,_errs30=errors;if(errors===_errs30)if(typeof data11==
"string"){if(func1(data11)>253)return validate20.errors=[],!1;if(!pattern4.test(data11))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid6=_errs30===
errors}else var valid6=!0;if(valid6){if(data9.scheduledAccess!==void 0){let data12=data9.scheduledAccess,_errs32=errors;if(errors===_errs32)if(data12&&typeof data12==
"object"&&!Array.isArray(data12)){let _errs34=errors;for(let key7 in data12)if(key7!=="timeZone"){return validate20.errors=[],!1;break}if(_errs34===errors&&data12.
timeZone!==void 0){let data13=data12.timeZone,_errs35=errors;if(errors===_errs35&&errors===_errs35)if(typeof data13=="string"){if(func1(data13)>64)return validate20.
errors=[],!1;if(!formats0(data13))return validate20.errors=[],!1}else return validate20.errors=[],!1}}else return validate20.errors=[],!1;var valid6=_errs32===errors}else
var valid6=!0;if(valid6){if(data9.features!==void 0){let data14=data9.features,_errs37=errors;if(errors===_errs37)if(data14&&typeof data14=="object"&&!Array.isArray(
data14)){let _errs39=errors;for(let key8 in data14)if(!func7.call(schema31.properties.spec.properties.features.properties,key8)){return validate20.errors=[],!1;
break}if(_errs39===errors){if(data14.fileTransfer!==void 0){let _errs40=errors;if(typeof data14.fileTransfer!="boolean")return validate20.errors=[],!1;var valid8=_errs40===
errors}else var valid8=!0;if(valid8){if(data14.copyPaste!==void 0){let _errs42=errors;if(typeof data14.copyPaste!="boolean")return validate20.errors=[],!1;var valid8=_errs42===
errors}else var valid8=!0;if(valid8){if(data14.keystrokePaste!==void 0){let _errs44=errors;if(typeof data14.keystrokePaste!="boolean")return validate20.errors=[],
!1;var valid8=_errs44===errors}else var valid8=!0;if(valid8){if(data14.remotePrint!==void 0){let _errs46=errors;if(typeof data14.remotePrint!="boolean")return validate20.
errors=[],!1;var valid8=_errs46===errors}else var valid8=!0;if(valid8){if(data14.remoteWake!==void 0){let _errs48=errors;if(typeof data14.remoteWake!="boolean")
return validate20.errors=[],!1;var valid8=_errs48===errors}else var valid8=!0;if(valid8){if(data14.remoteReboot!==void 0){let _errs50=errors;if(typeof data14.remoteReboot!=
"boolean")return validate20.errors=[],!1;var valid8=_errs50===errors}else var valid8=!0;if(valid8){if(data14.remoteCommand!==void 0){let _errs52=errors;if(typeof data14.
remoteCommand!="boolean")return validate20.errors=[],!1;var valid8=_errs52===errors}else var valid8=!0;if(valid8){if(data14.chat!==void 0){let _errs54=errors;if(typeof data14.
chat!="boolean")return validate20.errors=[],!1;var valid8=_errs54===errors}else var valid8=!0;if(valid8){if(data14.sessionRecording!==void 0){let _errs56=errors;
if(typeof data14.sessionRecording!="boolean")return validate20.errors=[],!1;var valid8=_errs56===errors}else var valid8=!0;if(valid8){if(data14.concurrentSessions!==
void 0){let _errs58=errors;if(typeof data14.concurrentSessions!="boolean")return validate20.errors=[],!1;var valid8=_errs58===errors}else var valid8=!0;if(valid8){
if(data14.deviceRedirection!==void 0){let _errs60=errors;if(typeof data14.deviceRedirection!="boolean")return validate20.errors=[],!1;var valid8=_errs60===errors}else
var valid8=!0;if(valid8){if(data14.remoteMicrophone!==void 0){let _errs62=errors;if(typeof data14.remoteMicrophone!="boolean")return validate20.errors=[],!1;var valid8=_errs62===
errors}else var valid8=!0;if(valid8){if(data14.watermark!==void 0){let _errs64=errors;if(typeof data14.watermark!="boolean")return validate20.errors=[],!1;var valid8=_errs64===
errors}else var valid8=!0;if(valid8){if(data14.systemTools!==void 0){let _errs66=errors;if(typeof data14.systemTools!="boolean")return validate20.errors=[],!1;var valid8=_errs66===
errors}else var valid8=!0;if(valid8){if(data14.augmentedReality!==void 0){let _errs68=errors;if(typeof data14.augmentedReality!="boolean")return validate20.errors=
[],!1;var valid8=_errs68===errors}else var valid8=!0;if(valid8)if(data14.oneToMany!==void 0){let data30=data14.oneToMany,_errs70=errors;if(typeof data30!="strin\
g")return validate20.errors=[],!1;if(!(data30==="owner"||data30==="ownerAndAdmins"))return validate20.errors=[],!1;var valid8=_errs70===errors}else var valid8=!0}}}}}}}}}}}}}}}}else
return validate20.errors=[],!1;var valid6=_errs37===errors}else var valid6=!0;if(valid6){if(data9.members!==void 0){let data31=data9.members,_errs72=errors;if(errors===
_errs72)if(data31&&typeof data31=="object"&&!Array.isArray(data31)){let _errs74=errors;for(let key9 in data31)if(!(key9==="connectToActiveSession"||key9==="acce\
ssManagement"||key9==="seeGroups"||key9==="multipleSessions"||key9==="disconnectOthers"||key9==="reboot")){return validate20.errors=[],!1;break}if(_errs74===errors){
if(data31.connectToActiveSession!==void 0){let _errs75=errors;if(typeof data31.connectToActiveSession!="boolean")return validate20.errors=[],!1;var valid9=_errs75===
errors}else var valid9=!0;if(valid9){if(data31.accessManagement!==void 0){let _errs77=errors;if(typeof data31.accessManagement!="boolean")return validate20.errors=
[],!1;var valid9=_errs77===errors}else var valid9=!0;if(valid9){if(data31.seeGroups!==void 0){let _errs79=errors;if(typeof data31.seeGroups!="boolean")return validate20.
errors=[],!1;var valid9=_errs79===errors}else var valid9=!0;if(valid9){if(data31.multipleSessions!==void 0){let _errs81=errors;if(typeof data31.multipleSessions!=
"boolean")return validate20.errors=[],!1;var valid9=_errs81===errors}else var valid9=!0;if(valid9){if(data31.disconnectOthers!==void 0){let _errs83=errors;if(typeof data31.
disconnectOthers!="boolean")return validate20.errors=[],!1;var valid9=_errs83===errors}else var valid9=!0;if(valid9)if(data31.reboot!==void 0){let _errs85=errors;
if(typeof data31.reboot!="boolean")return validate20.errors=[],!1;var valid9=_errs85===errors}else var valid9=!0}}}}}}else return validate20.errors=[],!1;var valid6=_errs72===
errors}else var valid6=!0;if(valid6){if(data9.sessionIndicator!==void 0){let data38=data9.sessionIndicator,_errs87=errors;if(errors===_errs87)if(data38&&typeof data38==
"object"&&!Array.isArray(data38)){let _errs89=errors;for(let key10 in data38)if(!(key10==="mode"||key10==="allowClose")){return validate20.errors=[],!1;break}if(_errs89===
errors){if(data38.mode!==void 0){let data39=data38.mode,_errs90=errors;if(typeof data39!="string")return validate20.errors=[],!1;if(!(data39==="none"||data39===
"popup"||data39==="banner"||data39==="both"))return validate20.errors=[],!1;var valid10=_errs90===errors}else var valid10=!0;if(valid10)if(data38.allowClose!==void 0){
let _errs92=errors;if(typeof data38.allowClose!="boolean")return validate20.errors=[],!1;var valid10=_errs92===errors}else var valid10=!0}}else return validate20.
errors=[],!1;var valid6=_errs87===errors}else var valid6=!0;if(valid6){if(data9.notifications!==void 0){let data41=data9.notifications,_errs94=errors;if(errors===
_errs94)if(data41&&typeof data41=="object"&&!Array.isArray(data41)){let _errs96=errors;for(let key11 in data41)if(!(key11==="computerAdded"||key11==="computerRe\
moved"||key11==="sessionStarted"||key11==="sessionEnded"||key11==="invitationAccepted"||key11==="userRemoved"||key11==="scheduleChanged")){return validate20.errors=
[],!1;break}if(_errs96===errors){if(data41.computerAdded!==void 0){let data42=data41.computerAdded,_errs97=errors;if(errors===_errs97)if(Array.isArray(data42)){
if(data42.length>1e5)return validate20.errors=[],!1;{var valid12=!0;let len0=data42.length;for(let i0=0;i0<len0;i0++){let data43=data42[i0],_errs99=errors;if(errors===
_errs99&&errors===_errs99)if(typeof data43=="string"){if(func1(data43)>254)return validate20.errors=[],!1;if(!formats2(data43))return validate20.errors=[],!1}else
return validate20.errors=[],!1;var valid12=_errs99===errors;if(!valid12)break}}}else return validate20.errors=[],!1;var valid11=_errs97===errors}else var valid11=!0;
if(valid11){if(data41.computerRemoved!==void 0){let data44=data41.computerRemoved,_errs101=errors;if(errors===_errs101)if(Array.isArray(data44)){if(data44.length>
1e5)return validate20.errors=[],!1;{var valid13=!0;let len1=data44.length;for(let i1=0;i1<len1;i1++){let data45=data44[i1],_errs103=errors;if(errors===_errs103&&
errors===_errs103)if(typeof data45=="string"){if(func1(data45)>254)return validate20.errors=[],!1;if(!formats2(data45))return validate20.errors=[],!1}else return validate20.
errors=[],!1;var valid13=_errs103===errors;if(!valid13)break}}}else return validate20.errors=[],!1;var valid11=_errs101===errors}else var valid11=!0;if(valid11){
if(data41.sessionStarted!==void 0){let data46=data41.sessionStarted,_errs105=errors;if(errors===_errs105)if(Array.isArray(data46)){if(data46.length>1e5)return validate20.
errors=[],!1;{var valid14=!0;let len2=data46.length;for(let i2=0;i2<len2;i2++){let data47=data46[i2],_errs107=errors;if(errors===_errs107&&errors===_errs107)if(typeof data47==
"string"){if(func1(data47)>254)return validate20.errors=[],!1;if(!formats2(data47))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid14=_errs107===
errors;if(!valid14)break}}}else return validate20.errors=[],!1;var valid11=_errs105===errors}else var valid11=!0;if(valid11){if(data41.sessionEnded!==void 0){let data48=data41.
sessionEnded,_errs109=errors;if(errors===_errs109)if(Array.isArray(data48)){if(data48.length>1e5)return validate20.errors=[],!1;{var valid15=!0;let len3=data48.
length;for(let i3=0;i3<len3;i3++){let data49=data48[i3],_errs111=errors;if(errors===_errs111&&errors===_errs111)if(typeof data49=="string"){if(func1(data49)>254)
return validate20.errors=[],!1;if(!formats2(data49))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid15=_errs111===errors;if(!valid15)
break}}}else return validate20.errors=[],!1;var valid11=_errs109===errors}else var valid11=!0;if(valid11){if(data41.invitationAccepted!==void 0){let data50=data41.
invitationAccepted,_errs113=errors;if(errors===_errs113)if(Array.isArray(data50)){if(data50.length>1e5)return validate20.errors=[],!1;{var valid16=!0;let len4=data50.
length;for(let i4=0;i4<len4;i4++){let data51=data50[i4],_errs115=errors;if(errors===_errs115&&errors===_errs115)if(typeof data51=="string"){if(func1(data51)>254)
return validate20.errors=[],!1;if(!formats2(data51))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid16=_errs115===errors;if(!valid16)
break}}}else return validate20.errors=[],!1;var valid11=_errs113===errors}else var valid11=!0;if(valid11){if(data41.userRemoved!==void 0){let data52=data41.userRemoved,
_errs117=errors;if(errors===_errs117)if(Array.isArray(data52)){if(data52.length>1e5)return validate20.errors=[],!1;{var valid17=!0;let len5=data52.length;for(let i5=0;i5<
len5;i5++){let data53=data52[i5],_errs119=errors;if(errors===_errs119&&errors===_errs119)if(typeof data53=="string"){if(func1(data53)>254)return validate20.errors=
[],!1;if(!formats2(data53))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid17=_errs119===errors;if(!valid17)break}}}else return validate20.
errors=[],!1;var valid11=_errs117===errors}else var valid11=!0;if(valid11)if(data41.scheduleChanged!==void 0){let data54=data41.scheduleChanged,_errs121=errors;
if(errors===_errs121)if(Array.isArray(data54)){if(data54.length>1e5)return validate20.errors=[],!1;{var valid18=!0;let len6=data54.length;for(let i6=0;i6<len6;i6++){
let data55=data54[i6],_errs123=errors;if(errors===_errs123&&errors===_errs123)if(typeof data55=="string"){if(func1(data55)>254)return validate20.errors=[],!1;if(!formats2(
data55))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid18=_errs123===errors;if(!valid18)break}}}else return validate20.errors=[],!1;
var valid11=_errs121===errors}else var valid11=!0}}}}}}}else return validate20.errors=[],!1;var valid6=_errs94===errors}else var valid6=!0;if(valid6){if(data9.authentication!==
void 0){let data56=data9.authentication,_errs125=errors;if(errors===_errs125)if(data56&&typeof data56=="object"&&!Array.isArray(data56)){let _errs127=errors;for(let key12 in data56)
if(!(key12==="twoStepVerification"||key12==="deviceAuthentication"||key12==="consoleTimeout")){return validate20.errors=[],!1;break}if(_errs127===errors){if(data56.
twoStepVerification!==void 0){let data57=data56.twoStepVerification,_errs128=errors;if(errors===_errs128)if(data57&&typeof data57=="object"&&!Array.isArray(data57)){
let _errs130=errors;for(let key13 in data57)if(!(key13==="admins"||key13==="members")){return validate20.errors=[],!1;break}if(_errs130===errors){if(data57.admins!==
void 0){let _errs131=errors;if(typeof data57.admins!="boolean")return validate20.errors=[],!1;var valid20=_errs131===errors}else var valid20=!0;if(valid20)if(data57.
members!==void 0){let _errs133=errors;if(typeof data57.members!="boolean")return validate20.errors=[],!1;var valid20=_errs133===errors}else var valid20=!0}}else
return validate20.errors=[],!1;var valid19=_errs128===errors}else var valid19=!0;if(valid19){if(data56.deviceAuthentication!==void 0){let data60=data56.deviceAuthentication,
_errs135=errors;if(errors===_errs135)if(data60&&typeof data60=="object"&&!Array.isArray(data60)){let _errs137=errors;for(let key14 in data60)if(!(key14==="appli\
cation"||key14==="console")){return validate20.errors=[],!1;break}if(_errs137===errors){if(data60.application!==void 0){let data61=data60.application,_errs138=errors;
if(typeof data61!="string")return validate20.errors=[],!1;if(!(data61==="everyone"||data61==="admins"||data61==="nobody"))return validate20.errors=[],!1;var valid21=_errs138===
errors}else var valid21=!0;if(valid21)if(data60.console!==void 0){let data62=data60.console,_errs140=errors;if(typeof data62!="string")return validate20.errors=
[],!1;if(!(data62==="everyone"||data62==="admins"||data62==="nobody"))return validate20.errors=[],!1;var valid21=_errs140===errors}else var valid21=!0}}else return validate20.
errors=[],!1;var valid19=_errs135===errors}else var valid19=!0;if(valid19)if(data56.consoleTimeout!==void 0){let data63=data56.consoleTimeout,_errs142=errors;if(typeof data63!=
"string")return validate20.errors=[],!1;if(!(data63==="never"||data63==="15m"||data63==="1h"||data63==="8h"||data63==="24h"))return validate20.errors=[],!1;var valid19=_errs142===
errors}else var valid19=!0}}}else return validate20.errors=[],!1;var valid6=_errs125===errors}else var valid6=!0;if(valid6){if(data9.granularDefaults!==void 0){
let data64=data9.granularDefaults,_errs144=errors;if(errors===_errs144)if(data64&&typeof data64=="object"&&!Array.isArray(data64)){let _errs146=errors;for(let key15 in data64)
if(!func7.call(schema31.properties.spec.properties.granularDefaults.properties,key15)){return validate20.errors=[],!1;break}if(_errs146===errors){if(data64.fileTransfer!==
void 0){let data65=data64.fileTransfer,_errs147=errors;if(errors===_errs147)if(data65&&typeof data65=="object"&&!Array.isArray(data65)){let _errs149=errors;for(let key16 in data65)
if(!(key16==="owner"||key16==="superAdmin"||key16==="admin"||key16==="groupAdmin"||key16==="member"||key16==="adminConfigurable")){return validate20.errors=[],!1;
break}if(_errs149===errors){if(data65.owner!==void 0){let data66=data65.owner,_errs150=errors;if(typeof data66!="string")return validate20.errors=[],!1;if(!(data66===
"enabled"||data66==="toComputerOnly"||data66==="fromComputerOnly"||data66==="disabled"))return validate20.errors=[],!1;var valid23=_errs150===errors}else var valid23=!0;
if(valid23){if(data65.superAdmin!==void 0){let data67=data65.superAdmin,_errs152=errors;if(typeof data67!="string")return validate20.errors=[],!1;if(!(data67===
"enabled"||data67==="toComputerOnly"||data67==="fromComputerOnly"||data67==="disabled"))return validate20.errors=[],!1;var valid23=_errs152===errors}else var valid23=!0;
if(valid23){if(data65.admin!==void 0){let data68=data65.admin,_errs154=errors;if(typeof data68!="string")return validate20.errors=[],!1;if(!(data68==="enabled"||
data68==="toComputerOnly"||data68==="fromComputerOnly"||data68==="disabled"))return validate20.errors=[],!1;var valid23=_errs154===errors}else var valid23=!0;if(valid23){
if(data65.groupAdmin!==void 0){let data69=data65.groupAdmin,_errs156=errors;if(typeof data69!="string")return validate20.errors=[],!1;if(!(data69==="enabled"||data69===
"toComputerOnly"||data69==="fromComputerOnly"||data69==="disabled"))return validate20.errors=[],!1;var valid23=_errs156===errors}else var valid23=!0;if(valid23){
if(data65.member!==void 0){let data70=data65.member,_errs158=errors;if(typeof data70!="string")return validate20.errors=[],!1;if(!(data70==="enabled"||data70===
"toComputerOnly"||data70==="fromComputerOnly"||data70==="disabled"))return validate20.errors=[],!1;var valid23=_errs158===errors}else var valid23=!0;if(valid23)
if(data65.adminConfigurable!==void 0){let _errs160=errors;if(typeof data65.adminConfigurable!="boolean")return validate20.errors=[],!1;var valid23=_errs160===errors}else
var valid23=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs147===errors}else var valid22=!0;if(valid22){if(data64.remotePrint!==void 0){let data72=data64.
remotePrint,_errs162=errors;if(errors===_errs162)if(data72&&typeof data72=="object"&&!Array.isArray(data72)){let _errs164=errors;for(let key17 in data72)if(!(key17===
"owner"||key17==="superAdmin"||key17==="admin"||key17==="groupAdmin"||key17==="member"||key17==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs164===
errors){if(data72.owner!==void 0){let data73=data72.owner,_errs165=errors;if(typeof data73!="string")return validate20.errors=[],!1;if(!(data73==="enabled"||data73===
"disabled"))return validate20.errors=[],!1;var valid24=_errs165===errors}else var valid24=!0;if(valid24){if(data72.superAdmin!==void 0){let data74=data72.superAdmin,
_errs167=errors;if(typeof data74!="string")return validate20.errors=[],!1;if(!(data74==="enabled"||data74==="disabled"))return validate20.errors=[],!1;var valid24=_errs167===
errors}else var valid24=!0;if(valid24){if(data72.admin!==void 0){let data75=data72.admin,_errs169=errors;if(typeof data75!="string")return validate20.errors=[],
!1;if(!(data75==="enabled"||data75==="disabled"))return validate20.errors=[],!1;var valid24=_errs169===errors}else var valid24=!0;if(valid24){if(data72.groupAdmin!==
void 0){let data76=data72.groupAdmin,_errs171=errors;if(typeof data76!="string")return validate20.errors=[],!1;if(!(data76==="enabled"||data76==="disabled"))return validate20.
errors=[],!1;var valid24=_errs171===errors}else var valid24=!0;if(valid24){if(data72.member!==void 0){let data77=data72.member,_errs173=errors;if(typeof data77!=
"string")return validate20.errors=[],!1;if(!(data77==="enabled"||data77==="disabled"))return validate20.errors=[],!1;var valid24=_errs173===errors}else var valid24=!0;
if(valid24)if(data72.adminConfigurable!==void 0){let _errs175=errors;if(typeof data72.adminConfigurable!="boolean")return validate20.errors=[],!1;var valid24=_errs175===
errors}else var valid24=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs162===errors}else var valid22=!0;if(valid22){if(data64.copyPaste!==void 0){
let data79=data64.copyPaste,_errs177=errors;if(errors===_errs177)if(data79&&typeof data79=="object"&&!Array.isArray(data79)){let _errs179=errors;for(let key18 in data79)
if(!(key18==="owner"||key18==="superAdmin"||key18==="admin"||key18==="groupAdmin"||key18==="member"||key18==="adminConfigurable")){return validate20.errors=[],!1;
break}if(_errs179===errors){if(data79.owner!==void 0){let data80=data79.owner,_errs180=errors;if(typeof data80!="string")return validate20.errors=[],!1;if(!(data80===
"enabled"||data80==="toComputerOnly"||data80==="fromComputerOnly"||data80==="disabled"))return validate20.errors=[],!1;var valid25=_errs180===errors}else var valid25=!0;
if(valid25){if(data79.superAdmin!==void 0){let data81=data79.superAdmin,_errs182=errors;if(typeof data81!="string")return validate20.errors=[],!1;if(!(data81===
"enabled"||data81==="toComputerOnly"||data81==="fromComputerOnly"||data81==="disabled"))return validate20.errors=[],!1;var valid25=_errs182===errors}else var valid25=!0;
if(valid25){if(data79.admin!==void 0){let data82=data79.admin,_errs184=errors;if(typeof data82!="string")return validate20.errors=[],!1;if(!(data82==="enabled"||
data82==="toComputerOnly"||data82==="fromComputerOnly"||data82==="disabled"))return validate20.errors=[],!1;var valid25=_errs184===errors}else var valid25=!0;if(valid25){
if(data79.groupAdmin!==void 0){let data83=data79.groupAdmin,_errs186=errors;if(typeof data83!="string")return validate20.errors=[],!1;if(!(data83==="enabled"||data83===
"toComputerOnly"||data83==="fromComputerOnly"||data83==="disabled"))return validate20.errors=[],!1;var valid25=_errs186===errors}else var valid25=!0;if(valid25){
if(data79.member!==void 0){let data84=data79.member,_errs188=errors;if(typeof data84!="string")return validate20.errors=[],!1;if(!(data84==="enabled"||data84===
"toComputerOnly"||data84==="fromComputerOnly"||data84==="disabled"))return validate20.errors=[],!1;var valid25=_errs188===errors}else var valid25=!0;if(valid25)
if(data79.adminConfigurable!==void 0){let _errs190=errors;if(typeof data79.adminConfigurable!="boolean")return validate20.errors=[],!1;var valid25=_errs190===errors}else
var valid25=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs177===errors}else var valid22=!0;if(valid22){if(data64.twoStepVerification!==void 0){let data86=data64.
twoStepVerification,_errs192=errors;if(errors===_errs192)if(data86&&typeof data86=="object"&&!Array.isArray(data86)){let _errs194=errors;for(let key19 in data86)
if(!(key19==="owner"||key19==="superAdmin"||key19==="admin"||key19==="groupAdmin"||key19==="member"||key19==="adminConfigurable")){return validate20.errors=[],!1;
break}if(_errs194===errors){if(data86.owner!==void 0){let data87=data86.owner,_errs195=errors;if(typeof data87!="string")return validate20.errors=[],!1;if(!(data87===
"enabled"||data87==="disabled"))return validate20.errors=[],!1;var valid26=_errs195===errors}else var valid26=!0;if(valid26){if(data86.superAdmin!==void 0){let data88=data86.
superAdmin,_errs197=errors;if(typeof data88!="string")return validate20.errors=[],!1;if(!(data88==="enabled"||data88==="disabled"))return validate20.errors=[],!1;
var valid26=_errs197===errors}else var valid26=!0;if(valid26){if(data86.admin!==void 0){let data89=data86.admin,_errs199=errors;if(typeof data89!="string")return validate20.
errors=[],!1;if(!(data89==="enabled"||data89==="disabled"))return validate20.errors=[],!1;var valid26=_errs199===errors}else var valid26=!0;if(valid26){if(data86.
groupAdmin!==void 0){let data90=data86.groupAdmin,_errs201=errors;if(typeof data90!="string")return validate20.errors=[],!1;if(!(data90==="enabled"||data90==="d\
isabled"))return validate20.errors=[],!1;var valid26=_errs201===errors}else var valid26=!0;if(valid26){if(data86.member!==void 0){let data91=data86.member,_errs203=errors;
if(typeof data91!="string")return validate20.errors=[],!1;if(!(data91==="enabled"||data91==="disabled"))return validate20.errors=[],!1;var valid26=_errs203===errors}else
var valid26=!0;if(valid26)if(data86.adminConfigurable!==void 0){let _errs205=errors;if(typeof data86.adminConfigurable!="boolean")return validate20.errors=[],!1;
var valid26=_errs205===errors}else var valid26=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs192===errors}else var valid22=!0;if(valid22){if(data64.
attendedAccess!==void 0){let data93=data64.attendedAccess,_errs207=errors;if(errors===_errs207)if(data93&&typeof data93=="object"&&!Array.isArray(data93)){let _errs209=errors;
for(let key20 in data93)if(!(key20==="owner"||key20==="superAdmin"||key20==="admin"||key20==="groupAdmin"||key20==="member"||key20==="adminConfigurable")){return validate20.
errors=[],!1;break}if(_errs209===errors){if(data93.owner!==void 0){let data94=data93.owner,_errs210=errors;if(typeof data94!="string")return validate20.errors=[],
!1;if(!(data94==="enabled"||data94==="disabled"))return validate20.errors=[],!1;var valid27=_errs210===errors}else var valid27=!0;if(valid27){if(data93.superAdmin!==
void 0){let data95=data93.superAdmin,_errs212=errors;if(typeof data95!="string")return validate20.errors=[],!1;if(!(data95==="enabled"||data95==="disabled"))return validate20.
errors=[],!1;var valid27=_errs212===errors}else var valid27=!0;if(valid27){if(data93.admin!==void 0){let data96=data93.admin,_errs214=errors;if(typeof data96!="\
string")return validate20.errors=[],!1;if(!(data96==="enabled"||data96==="disabled"))return validate20.errors=[],!1;var valid27=_errs214===errors}else var valid27=!0;
if(valid27){if(data93.groupAdmin!==void 0){let data97=data93.groupAdmin,_errs216=errors;if(typeof data97!="string")return validate20.errors=[],!1;if(!(data97===
"enabled"||data97==="disabled"))return validate20.errors=[],!1;var valid27=_errs216===errors}else var valid27=!0;if(valid27){if(data93.member!==void 0){let data98=data93.
member,_errs218=errors;if(typeof data98!="string")return validate20.errors=[],!1;if(!(data98==="enabled"||data98==="disabled"))return validate20.errors=[],!1;var valid27=_errs218===
errors}else var valid27=!0;if(valid27)if(data93.adminConfigurable!==void 0){let _errs220=errors;if(typeof data93.adminConfigurable!="boolean")return validate20.
errors=[],!1;var valid27=_errs220===errors}else var valid27=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs207===errors}else var valid22=!0;if(valid22){
if(data64.oneToMany!==void 0){let data100=data64.oneToMany,_errs222=errors;if(errors===_errs222)if(data100&&typeof data100=="object"&&!Array.isArray(data100)){let _errs224=errors;
for(let key21 in data100)if(!(key21==="owner"||key21==="superAdmin"||key21==="admin"||key21==="groupAdmin"||key21==="member"||key21==="adminConfigurable")){return validate20.
errors=[],!1;break}if(_errs224===errors){if(data100.owner!==void 0){let data101=data100.owner,_errs225=errors;if(typeof data101!="string")return validate20.errors=
[],!1;if(!(data101==="enabled"||data101==="disabled"))return validate20.errors=[],!1;var valid28=_errs225===errors}else var valid28=!0;if(valid28){if(data100.superAdmin!==
void 0){let data102=data100.superAdmin,_errs227=errors;if(typeof data102!="string")return validate20.errors=[],!1;if(!(data102==="enabled"||data102==="disabled"))
return validate20.errors=[],!1;var valid28=_errs227===errors}else var valid28=!0;if(valid28){if(data100.admin!==void 0){let data103=data100.admin,_errs229=errors;
if(typeof data103!="string")return validate20.errors=[],!1;if(!(data103==="enabled"||data103==="disabled"))return validate20.errors=[],!1;var valid28=_errs229===
errors}else var valid28=!0;if(valid28){if(data100.groupAdmin!==void 0){let data104=data100.groupAdmin,_errs231=errors;if(typeof data104!="string")return validate20.
errors=[],!1;if(!(data104==="enabled"||data104==="disabled"))return validate20.errors=[],!1;var valid28=_errs231===errors}else var valid28=!0;if(valid28){if(data100.
member!==void 0){let data105=data100.member,_errs233=errors;if(typeof data105!="string")return validate20.errors=[],!1;if(!(data105==="enabled"||data105==="disa\
bled"))return validate20.errors=[],!1;var valid28=_errs233===errors}else var valid28=!0;if(valid28)if(data100.adminConfigurable!==void 0){let _errs235=errors;if(typeof data100.
adminConfigurable!="boolean")return validate20.errors=[],!1;var valid28=_errs235===errors}else var valid28=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs222===
errors}else var valid22=!0;if(valid22){if(data64.remoteControl!==void 0){let data107=data64.remoteControl,_errs237=errors;if(errors===_errs237)if(data107&&typeof data107==
"object"&&!Array.isArray(data107)){let _errs239=errors;for(let key22 in data107)if(!(key22==="owner"||key22==="superAdmin"||key22==="admin"||key22==="groupAdmin"||
key22==="member"||key22==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs239===errors){if(data107.owner!==void 0){let data108=data107.owner,
_errs240=errors;if(typeof data108!="string")return validate20.errors=[],!1;if(!(data108==="enabled"||data108==="disabled"))return validate20.errors=[],!1;var valid29=_errs240===
errors}else var valid29=!0;if(valid29){if(data107.superAdmin!==void 0){let data109=data107.superAdmin,_errs242=errors;if(typeof data109!="string")return validate20.
errors=[],!1;if(!(data109==="enabled"||data109==="disabled"))return validate20.errors=[],!1;var valid29=_errs242===errors}else var valid29=!0;if(valid29){if(data107.
admin!==void 0){let data110=data107.admin,_errs244=errors;if(typeof data110!="string")return validate20.errors=[],!1;if(!(data110==="enabled"||data110==="disabl\
ed"))return validate20.errors=[],!1;var valid29=_errs244===errors}else var valid29=!0;if(valid29){if(data107.groupAdmin!==void 0){let data111=data107.groupAdmin,
_errs246=errors;if(typeof data111!="string")return validate20.errors=[],!1;if(!(data111==="enabled"||data111==="disabled"))return validate20.errors=[],!1;var valid29=_errs246===
errors}else var valid29=!0;if(valid29){if(data107.member!==void 0){let data112=data107.member,_errs248=errors;if(typeof data112!="string")return validate20.errors=
[],!1;if(!(data112==="enabled"||data112==="disabled"))return validate20.errors=[],!1;var valid29=_errs248===errors}else var valid29=!0;if(valid29)if(data107.adminConfigurable!==
void 0){let _errs250=errors;if(typeof data107.adminConfigurable!="boolean")return validate20.errors=[],!1;var valid29=_errs250===errors}else var valid29=!0}}}}}}else
return validate20.errors=[],!1;var valid22=_errs237===errors}else var valid22=!0;if(valid22){if(data64.remoteCommand!==void 0){let data114=data64.remoteCommand,
_errs252=errors;if(errors===_errs252)if(data114&&typeof data114=="object"&&!Array.isArray(data114)){let _errs254=errors;for(let key23 in data114)if(!(key23==="o\
wner"||key23==="superAdmin"||key23==="admin"||key23==="groupAdmin"||key23==="member"||key23==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs254===
errors){if(data114.owner!==void 0){let data115=data114.owner,_errs255=errors;if(typeof data115!="string")return validate20.errors=[],!1;if(!(data115==="enabled"||
data115==="disabled"))return validate20.errors=[],!1;var valid30=_errs255===errors}else var valid30=!0;if(valid30){if(data114.superAdmin!==void 0){let data116=data114.
superAdmin,_errs257=errors;if(typeof data116!="string")return validate20.errors=[],!1;if(!(data116==="enabled"||data116==="disabled"))return validate20.errors=[],
!1;var valid30=_errs257===errors}else var valid30=!0;if(valid30){if(data114.admin!==void 0){let data117=data114.admin,_errs259=errors;if(typeof data117!="string")
return validate20.errors=[],!1;if(!(data117==="enabled"||data117==="disabled"))return validate20.errors=[],!1;var valid30=_errs259===errors}else var valid30=!0;
if(valid30){if(data114.groupAdmin!==void 0){let data118=data114.groupAdmin,_errs261=errors;if(typeof data118!="string")return validate20.errors=[],!1;if(!(data118===
"enabled"||data118==="disabled"))return validate20.errors=[],!1;var valid30=_errs261===errors}else var valid30=!0;if(valid30){if(data114.member!==void 0){let data119=data114.
member,_errs263=errors;if(typeof data119!="string")return validate20.errors=[],!1;if(!(data119==="enabled"||data119==="disabled"))return validate20.errors=[],!1;
var valid30=_errs263===errors}else var valid30=!0;if(valid30)if(data114.adminConfigurable!==void 0){let _errs265=errors;if(typeof data114.adminConfigurable!="bo\
olean")return validate20.errors=[],!1;var valid30=_errs265===errors}else var valid30=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs252===errors}else
var valid22=!0;if(valid22){if(data64.sessionRecording!==void 0){let data121=data64.sessionRecording,_errs267=errors;if(errors===_errs267)if(data121&&typeof data121==
"object"&&!Array.isArray(data121)){let _errs269=errors;for(let key24 in data121)if(!(key24==="owner"||key24==="superAdmin"||key24==="admin"||key24==="groupAdmin"||
key24==="member"||key24==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs269===errors){if(data121.owner!==void 0){let data122=data121.owner,
_errs270=errors;if(typeof data122!="string")return validate20.errors=[],!1;if(!(data122==="enabled"||data122==="disabled"))return validate20.errors=[],!1;var valid31=_errs270===
errors}else var valid31=!0;if(valid31){if(data121.superAdmin!==void 0){let data123=data121.superAdmin,_errs272=errors;if(typeof data123!="string")return validate20.
errors=[],!1;if(!(data123==="enabled"||data123==="disabled"))return validate20.errors=[],!1;var valid31=_errs272===errors}else var valid31=!0;if(valid31){if(data121.
admin!==void 0){let data124=data121.admin,_errs274=errors;if(typeof data124!="string")return validate20.errors=[],!1;if(!(data124==="enabled"||data124==="disabl\
ed"))return validate20.errors=[],!1;var valid31=_errs274===errors}else var valid31=!0;if(valid31){if(data121.groupAdmin!==void 0){let data125=data121.groupAdmin,
_errs276=errors;if(typeof data125!="string")return validate20.errors=[],!1;if(!(data125==="enabled"||data125==="disabled"))return validate20.errors=[],!1;var valid31=_errs276===
errors}else var valid31=!0;if(valid31){if(data121.member!==void 0){let data126=data121.member,_errs278=errors;if(typeof data126!="string")return validate20.errors=
[],!1;if(!(data126==="enabled"||data126==="disabled"))return validate20.errors=[],!1;var valid31=_errs278===errors}else var valid31=!0;if(valid31)if(data121.adminConfigurable!==
void 0){let _errs280=errors;if(typeof data121.adminConfigurable!="boolean")return validate20.errors=[],!1;var valid31=_errs280===errors}else var valid31=!0}}}}}}else
return validate20.errors=[],!1;var valid22=_errs267===errors}else var valid22=!0;if(valid22){if(data64.chat!==void 0){let data128=data64.chat,_errs282=errors;if(errors===
_errs282)if(data128&&typeof data128=="object"&&!Array.isArray(data128)){let _errs284=errors;for(let key25 in data128)if(!(key25==="owner"||key25==="superAdmin"||
key25==="admin"||key25==="groupAdmin"||key25==="member"||key25==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs284===errors){if(data128.owner!==
void 0){let data129=data128.owner,_errs285=errors;if(typeof data129!="string")return validate20.errors=[],!1;if(!(data129==="enabled"||data129==="disabled"))return validate20.
errors=[],!1;var valid32=_errs285===errors}else var valid32=!0;if(valid32){if(data128.superAdmin!==void 0){let data130=data128.superAdmin,_errs287=errors;if(typeof data130!=
"string")return validate20.errors=[],!1;if(!(data130==="enabled"||data130==="disabled"))return validate20.errors=[],!1;var valid32=_errs287===errors}else var valid32=!0;
if(valid32){if(data128.admin!==void 0){let data131=data128.admin,_errs289=errors;if(typeof data131!="string")return validate20.errors=[],!1;if(!(data131==="enab\
led"||data131==="disabled"))return validate20.errors=[],!1;var valid32=_errs289===errors}else var valid32=!0;if(valid32){if(data128.groupAdmin!==void 0){let data132=data128.
groupAdmin,_errs291=errors;if(typeof data132!="string")return validate20.errors=[],!1;if(!(data132==="enabled"||data132==="disabled"))return validate20.errors=[],
!1;var valid32=_errs291===errors}else var valid32=!0;if(valid32){if(data128.member!==void 0){let data133=data128.member,_errs293=errors;if(typeof data133!="stri\
ng")return validate20.errors=[],!1;if(!(data133==="enabled"||data133==="disabled"))return validate20.errors=[],!1;var valid32=_errs293===errors}else var valid32=!0;
if(valid32)if(data128.adminConfigurable!==void 0){let _errs295=errors;if(typeof data128.adminConfigurable!="boolean")return validate20.errors=[],!1;var valid32=_errs295===
errors}else var valid32=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs282===errors}else var valid22=!0;if(valid22){if(data64.remoteReboot!==void 0){
let data135=data64.remoteReboot,_errs297=errors;if(errors===_errs297)if(data135&&typeof data135=="object"&&!Array.isArray(data135)){let _errs299=errors;for(let key26 in data135)
if(!(key26==="owner"||key26==="superAdmin"||key26==="admin"||key26==="groupAdmin"||key26==="member"||key26==="adminConfigurable")){return validate20.errors=[],!1;
break}if(_errs299===errors){if(data135.owner!==void 0){let data136=data135.owner,_errs300=errors;if(typeof data136!="string")return validate20.errors=[],!1;if(!(data136===
"enabled"||data136==="disabled"))return validate20.errors=[],!1;var valid33=_errs300===errors}else var valid33=!0;if(valid33){if(data135.superAdmin!==void 0){let data137=data135.
superAdmin,_errs302=errors;if(typeof data137!="string")return validate20.errors=[],!1;if(!(data137==="enabled"||data137==="disabled"))return validate20.errors=[],
!1;var valid33=_errs302===errors}else var valid33=!0;if(valid33){if(data135.admin!==void 0){let data138=data135.admin,_errs304=errors;if(typeof data138!="string")
return validate20.errors=[],!1;if(!(data138==="enabled"||data138==="disabled"))return validate20.errors=[],!1;var valid33=_errs304===errors}else var valid33=!0;
if(valid33){if(data135.groupAdmin!==void 0){let data139=data135.groupAdmin,_errs306=errors;if(typeof data139!="string")return validate20.errors=[],!1;if(!(data139===
"enabled"||data139==="disabled"))return validate20.errors=[],!1;var valid33=_errs306===errors}else var valid33=!0;if(valid33){if(data135.member!==void 0){let data140=data135.
member,_errs308=errors;if(typeof data140!="string")return validate20.errors=[],!1;if(!(data140==="enabled"||data140==="disabled"))return validate20.errors=[],!1;
var valid33=_errs308===errors}else var valid33=!0;if(valid33)if(data135.adminConfigurable!==void 0){let _errs310=errors;if(typeof data135.adminConfigurable!="bo\
olean")return validate20.errors=[],!1;var valid33=_errs310===errors}else var valid33=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs297===errors}else
var valid22=!0;if(valid22)if(data64.systemTools!==void 0){let data142=data64.systemTools,_errs312=errors;if(errors===_errs312)if(data142&&typeof data142=="objec\
t"&&!Array.isArray(data142)){let _errs314=errors;for(let key27 in data142)if(!(key27==="owner"||key27==="superAdmin"||key27==="admin"||key27==="groupAdmin"||key27===
"member"||key27==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs314===errors){if(data142.owner!==void 0){let data143=data142.owner,_errs315=errors;
if(typeof data143!="string")return validate20.errors=[],!1;if(!(data143==="enabled"||data143==="disabled"))return validate20.errors=[],!1;var valid34=_errs315===
errors}else var valid34=!0;if(valid34){if(data142.superAdmin!==void 0){let data144=data142.superAdmin,_errs317=errors;if(typeof data144!="string")return validate20.
errors=[],!1;if(!(data144==="enabled"||data144==="disabled"))return validate20.errors=[],!1;var valid34=_errs317===errors}else var valid34=!0;if(valid34){if(data142.
admin!==void 0){let data145=data142.admin,_errs319=errors;if(typeof data145!="string")return validate20.errors=[],!1;if(!(data145==="enabled"||data145==="disabl\
ed"))return validate20.errors=[],!1;var valid34=_errs319===errors}else var valid34=!0;if(valid34){if(data142.groupAdmin!==void 0){let data146=data142.groupAdmin,
_errs321=errors;if(typeof data146!="string")return validate20.errors=[],!1;if(!(data146==="enabled"||data146==="disabled"))return validate20.errors=[],!1;var valid34=_errs321===
errors}else var valid34=!0;if(valid34){if(data142.member!==void 0){let data147=data142.member,_errs323=errors;if(typeof data147!="string")return validate20.errors=
[],!1;if(!(data147==="enabled"||data147==="disabled"))return validate20.errors=[],!1;var valid34=_errs323===errors}else var valid34=!0;if(valid34)if(data142.adminConfigurable!==
void 0){let _errs325=errors;if(typeof data142.adminConfigurable!="boolean")return validate20.errors=[],!1;var valid34=_errs325===errors}else var valid34=!0}}}}}}else
return validate20.errors=[],!1;var valid22=_errs312===errors}else var valid22=!0}}}}}}}}}}}}else return validate20.errors=[],!1;var valid6=_errs144===errors}else
var valid6=!0;if(valid6){if(data9.ipRestriction!==void 0){let data149=data9.ipRestriction,_errs327=errors;if(errors===_errs327)if(data149&&typeof data149=="obje\
ct"&&!Array.isArray(data149)){let _errs329=errors;for(let key28 in data149)if(!(key28==="console"||key28==="application"||key28==="allow")){return validate20.errors=
[],!1;break}if(_errs329===errors){if(data149.console!==void 0){let _errs330=errors;if(typeof data149.console!="boolean")return validate20.errors=[],!1;var valid35=_errs330===
errors}else var valid35=!0;if(valid35){if(data149.application!==void 0){let _errs332=errors;if(typeof data149.application!="boolean")return validate20.errors=[],
!1;var valid35=_errs332===errors}else var valid35=!0;if(valid35)if(data149.allow!==void 0){let data152=data149.allow,_errs334=errors;if(errors===_errs334)if(Array.
isArray(data152)){if(data152.length>1e5)return validate20.errors=[],!1;{var valid36=!0;let len7=data152.length;for(let i7=0;i7<len7;i7++){let data153=data152[i7],
_errs336=errors;if(errors===_errs336&&errors===_errs336)if(typeof data153=="string"){if(func1(data153)>64)return validate20.errors=[],!1;if(!formats16(data153))
return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid36=_errs336===errors;if(!valid36)break}}}else return validate20.errors=[],!1;var valid35=_errs334===
errors}else var valid35=!0}}}else return validate20.errors=[],!1;var valid6=_errs327===errors}else var valid6=!0;if(valid6)if(data9.logRetentionDays!==void 0){let data154=data9.
logRetentionDays,_errs338=errors;if(!(typeof data154=="number"&&!(data154%1)&&!isNaN(data154)&&isFinite(data154)))return validate20.errors=[],!1;if(errors===_errs338&&
typeof data154=="number"&&isFinite(data154)){if(data154>3650||isNaN(data154))return validate20.errors=[],!1;if(data154<60||isNaN(data154))return validate20.errors=
[],!1}var valid6=_errs338===errors}else var valid6=!0}}}}}}}}}}}else return validate20.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate20.
errors=[],!1;return validate20.errors=vErrors,errors===0}validate20.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var SsoMethod=validate21,schema32={$id:"\
SsoMethod",type:"object",properties:{apiVersion:{type:"string",enum:["splashtop.io/v1"]},kind:{type:"string",enum:["SsoMethod"]},metadata:{type:"object",properties:{
name:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,
pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9\
]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},annotations:{
type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{
type:"string",maxLength:1024}}},additionalProperties:!1},spec:{type:"object",properties:{displayName:{type:"string",maxLength:128,minLength:1,pattern:"^\\S([\\s\\S\
]*\\S)?$"},protocol:{type:"string",enum:["saml2","oidc"]},idp:{type:"string",enum:["azureAD","okta","adfs","jumpcloud","onelogin","other"]},loginUrl:{type:"stri\
ng",maxLength:2048,format:"https"},issuer:{type:"string",maxLength:2048,minLength:1},certificate:{type:"string",maxLength:16384,format:"pem"},domains:{type:"arr\
ay",maxItems:1e5,items:{type:"string",maxLength:253,format:"domain"}},enabled:{type:"boolean"},deviceAuthentication:{type:"boolean"},defaultForInvites:{type:"bo\
olean"},scim:{type:"object",properties:{enabled:{type:"boolean"},userGroups:{type:"boolean"},token:{type:"object",nullable:!0,minProperties:1,properties:{valueFrom:{
type:"object",minProperties:1,maxProperties:1,properties:{env:{type:"string",maxLength:128,pattern:"^[A-Za-z_][A-Za-z0-9_]*$"},file:{type:"string",maxLength:512,
minLength:1},secretKeyRef:{type:"object",minProperties:2,properties:{name:{type:"string",maxLength:253,minLength:1},key:{type:"string",maxLength:253,minLength:1}},
additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1},pattern15=new RegExp(
"^[A-Za-z_][A-Za-z0-9_]*$","u"),formats18=formats.https,formats20=formats.pem,formats22=formats.domain;function validate21(data,{instancePath="",parentData,parentDataProperty,
rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate21.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.
dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)if(!(key0==="api\
Version"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate21.errors=[],!1;break}if(_errs1===errors){if(data.apiVersion!==void 0){let data0=data.
apiVersion,_errs2=errors;if(typeof data0!="string")return validate21.errors=[],!1;if(data0!=="splashtop.io/v1")return validate21.errors=[],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!="string")return validate21.errors=[],!1;if(data1!==
"SsoMethod")return validate21.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.metadata!==void 0){let data2=data.metadata,_errs6=errors;
if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)if(!(key1==="name"||key1==="namespace"||key1===
"labels"||key1==="annotations")){return validate21.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){let data3=data2.name,_errs9=errors;if(errors===
_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate21.errors=[],!1;if(!pattern4.test(data3))return validate21.errors=[],!1}else return validate21.
errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,_errs11=errors;if(errors===_errs11)
if(typeof data4=="string"){if(func1(data4)>253)return validate21.errors=[],!1;if(!pattern4.test(data4))return validate21.errors=[],!1}else return validate21.errors=
[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5==
"object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate21.errors=[],!1;for(let key2 in data5){let _errs15=errors;if(typeof key2=="strin\
g"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"\
maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+
"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-\
z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;
if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{
propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate21.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],
_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate21.errors=[],!1}else return validate21.errors=[],!1;var valid3=_errs17===
errors;if(!valid3)break}}else return validate21.errors=[],!1;var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.
annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate21.errors=
[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"\
#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annot\
ations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};
vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"\
#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(
err5),errors++,validate21.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="s\
tring"){if(func1(data8)>1024)return validate21.errors=[],!1}else return validate21.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate21.
errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate21.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.
spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)
if(!func7.call(schema32.properties.spec.properties,key6)){return validate21.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.
displayName,_errs28=errors;if(errors===_errs28)if(typeof data10=="string"){if(func1(data10)>128)return validate21.errors=[],!1;if(func1(data10)<1)return validate21.
errors=[],!1;if(!pattern8.test(data10))return validate21.errors=[],!1}else return validate21.errors=[],!1;var valid6=_errs28===errors}else var valid6=!0;if(valid6){
if(data9.protocol!==void 0){let data11=data9.protocol,_errs30=errors;if(typeof data11!="string")return validate21.errors=[],!1;if(!(data11==="saml2"||data11==="\
oidc"))return validate21.errors=[],!1;var valid6=_errs30===errors}else var valid6=!0;if(valid6){if(data9.idp!==void 0){let data12=data9.idp,_errs32=errors;if(typeof data12!=
"string")return validate21.errors=[],!1;if(!(data12==="azureAD"||data12==="okta"||data12==="adfs"||data12==="jumpcloud"||data12==="onelogin"||data12==="other"))
return validate21.errors=[],!1;var valid6=_errs32===errors}else var valid6=!0;if(valid6){if(data9.loginUrl!==void 0){let data13=data9.loginUrl,_errs34=errors;if(errors===
_errs34&&errors===_errs34)if(typeof data13=="string"){if(func1(data13)>2048)return validate21.errors=[],!1;if(!formats18(data13))return validate21.errors=[],!1}else
return validate21.errors=[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6){if(data9.issuer!==void 0){let data14=data9.issuer,_errs36=errors;if(errors===
_errs36)if(typeof data14=="string"){if(func1(data14)>2048)return validate21.errors=[],!1;if(func1(data14)<1)return validate21.errors=[],!1}else return validate21.
errors=[],!1;var valid6=_errs36===errors}else var valid6=!0;if(valid6){if(data9.certificate!==void 0){let data15=data9.certificate,_errs38=errors;if(errors===_errs38&&
errors===_errs38)if(typeof data15=="string"){if(func1(data15)>16384)return validate21.errors=[],!1;if(!formats20(data15))return validate21.errors=[],!1}else return validate21.
errors=[],!1;var valid6=_errs38===errors}else var valid6=!0;if(valid6){if(data9.domains!==void 0){let data16=data9.domains,_errs40=errors;if(errors===_errs40)if(Array.
isArray(data16)){if(data16.length>1e5)return validate21.errors=[],!1;{var valid7=!0;let len0=data16.length;for(let i0=0;i0<len0;i0++){let data17=data16[i0],_errs42=errors;
if(errors===_errs42&&errors===_errs42)if(typeof data17=="string"){if(func1(data17)>253)return validate21.errors=[],!1;if(!formats22(data17))return validate21.errors=
[],!1}else return validate21.errors=[],!1;var valid7=_errs42===errors;if(!valid7)break}}}else return validate21.errors=[],!1;var valid6=_errs40===errors}else var valid6=!0;
if(valid6){if(data9.enabled!==void 0){let _errs44=errors;if(typeof data9.enabled!="boolean")return validate21.errors=[],!1;var valid6=_errs44===errors}else var valid6=!0;
if(valid6){if(data9.deviceAuthentication!==void 0){let _errs46=errors;if(typeof data9.deviceAuthentication!="boolean")return validate21.errors=[],!1;var valid6=_errs46===
errors}else var valid6=!0;if(valid6){if(data9.defaultForInvites!==void 0){let _errs48=errors;if(typeof data9.defaultForInvites!="boolean")return validate21.errors=
[],!1;var valid6=_errs48===errors}else var valid6=!0;if(valid6)if(data9.scim!==void 0){let data21=data9.scim,_errs50=errors;if(errors===_errs50)if(data21&&typeof data21==
"object"&&!Array.isArray(data21)){let _errs52=errors;for(let key7 in data21)if(!(key7==="enabled"||key7==="userGroups"||key7==="token")){return validate21.errors=
[],!1;break}if(_errs52===errors){if(data21.enabled!==void 0){let _errs53=errors;if(typeof data21.enabled!="boolean")return validate21.errors=[],!1;var valid8=_errs53===
errors}else var valid8=!0;if(valid8){if(data21.userGroups!==void 0){let _errs55=errors;if(typeof data21.userGroups!="boolean")return validate21.errors=[],!1;var valid8=_errs55===
errors}else var valid8=!0;if(valid8)if(data21.token!==void 0){let data24=data21.token,_errs57=errors;if(!(data24&&typeof data24=="object"&&!Array.isArray(data24))&&
data24!==null)return validate21.errors=[],!1;if(errors===_errs57&&data24&&typeof data24=="object"&&!Array.isArray(data24)){if(Object.keys(data24).length<1)return validate21.
errors=[],!1;{let _errs60=errors;for(let key8 in data24)if(key8!=="valueFrom"){return validate21.errors=[],!1;break}if(_errs60===errors&&data24.valueFrom!==void 0){
let data25=data24.valueFrom;if(errors===errors)if(data25&&typeof data25=="object"&&!Array.isArray(data25)){if(Object.keys(data25).length>1)return validate21.errors=
[],!1;if(Object.keys(data25).length<1)return validate21.errors=[],!1;{let _errs63=errors;for(let key9 in data25)if(!(key9==="env"||key9==="file"||key9==="secret\
KeyRef")){return validate21.errors=[],!1;break}if(_errs63===errors){if(data25.env!==void 0){let data26=data25.env,_errs64=errors;if(errors===_errs64)if(typeof data26==
"string"){if(func1(data26)>128)return validate21.errors=[],!1;if(!pattern15.test(data26))return validate21.errors=[],!1}else return validate21.errors=[],!1;var valid10=_errs64===
errors}else var valid10=!0;if(valid10){if(data25.file!==void 0){let data27=data25.file,_errs66=errors;if(errors===_errs66)if(typeof data27=="string"){if(func1(data27)>
512)return validate21.errors=[],!1;if(func1(data27)<1)return validate21.errors=[],!1}else return validate21.errors=[],!1;var valid10=_errs66===errors}else var valid10=!0;
if(valid10)if(data25.secretKeyRef!==void 0){let data28=data25.secretKeyRef,_errs68=errors;if(errors===_errs68)if(data28&&typeof data28=="object"&&!Array.isArray(
data28)){if(Object.keys(data28).length<2)return validate21.errors=[],!1;{let _errs70=errors;for(let key10 in data28)if(!(key10==="name"||key10==="key")){return validate21.
errors=[],!1;break}if(_errs70===errors){if(data28.name!==void 0){let data29=data28.name,_errs71=errors;if(errors===_errs71)if(typeof data29=="string"){if(func1(
data29)>253)return validate21.errors=[],!1;if(func1(data29)<1)return validate21.errors=[],!1}else return validate21.errors=[],!1;var valid11=_errs71===errors}else
var valid11=!0;if(valid11)if(data28.key!==void 0){let data30=data28.key,_errs73=errors;if(errors===_errs73)if(typeof data30=="string"){if(func1(data30)>253)return validate21.
errors=[],!1;if(func1(data30)<1)return validate21.errors=[],!1}else return validate21.errors=[],!1;var valid11=_errs73===errors}else var valid11=!0}}}else return validate21.
errors=[],!1;var valid10=_errs68===errors}else var valid10=!0}}}}else return validate21.errors=[],!1}}}var valid8=_errs57===errors}else var valid8=!0}}}else return validate21.
errors=[],!1;var valid6=_errs50===errors}else var valid6=!0}}}}}}}}}}}else return validate21.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else
return validate21.errors=[],!1;return validate21.errors=vErrors,errors===0}validate21.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var Role=validate22;function validate22(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate22.evaluated;
if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate22.errors=[],!1;break}if(_errs1===
errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate22.errors=[],!1;if(data0!=="splashtop.io/v\
1")return validate22.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!=
"string")return validate22.errors=[],!1;if(data1!=="Role")return validate22.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.metadata!==
void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)
if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate22.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){
let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate22.errors=[],!1;if(!pattern4.test(data3))return validate22.
errors=[],!1}else return validate22.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,
_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate22.errors=[],!1;if(!pattern4.test(data4))return validate22.errors=
[],!1}else return validate22.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;
if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate22.errors=[],!1;for(let key2 in data5){
let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/proper\
ties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.
test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",
params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties\
/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate22.errors=vErrors,
!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate22.
errors=[],!1}else return validate22.errors=[],!1;var valid3=_errs17===errors;if(!valid3)break}}else return validate22.errors=[],!1;var valid1=_errs13===errors}else
var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(
data7)){if(Object.keys(data7).length>64)return validate22.errors=[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={
instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{
limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/meta\
data/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251\
}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===
errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"\
propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate22.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){
let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)return validate22.errors=[],!1}else return validate22.errors=
[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate22.errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate22.
errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9==
"object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!(key6==="displayName"||key6==="description"||key6==="extends"||key6==="grants"||key6===
"denies")){return validate22.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(errors===_errs28)
if(typeof data10=="string"){if(func1(data10)>128)return validate22.errors=[],!1;if(func1(data10)<1)return validate22.errors=[],!1;if(!pattern8.test(data10))return validate22.
errors=[],!1}else return validate22.errors=[],!1;var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.description!==void 0){let data11=data9.description,
_errs30=errors;if(errors===_errs30)if(typeof data11=="string"){if(func1(data11)>4096)return validate22.errors=[],!1}else return validate22.errors=[],!1;var valid6=_errs30===
errors}else var valid6=!0;if(valid6){if(data9.extends!==void 0){let data12=data9.extends,_errs32=errors;if(errors===_errs32)if(typeof data12=="string"){if(func1(
data12)>253)return validate22.errors=[],!1;if(!pattern4.test(data12))return validate22.errors=[],!1}else return validate22.errors=[],!1;var valid6=_errs32===errors}else
var valid6=!0;if(valid6){if(data9.grants!==void 0){let data13=data9.grants,_errs34=errors;if(errors===_errs34)if(Array.isArray(data13)){if(data13.length>1e5)return validate22.
errors=[],!1;{var valid7=!0;let len0=data13.length;for(let i0=0;i0<len0;i0++){let data14=data13[i0],_errs36=errors;if(typeof data14!="string")return validate22.
errors=[],!1;if(!(data14==="team.rename"||data14==="team.settings"||data14==="sso.manage"||data14==="roles.manage"||data14==="users.invite"||data14==="users.edi\
t"||data14==="users.group"||data14==="users.remove"||data14==="users.role"||data14==="groups.create"||data14==="groups.edit"||data14==="groups.delete"||data14===
"groups.admins"||data14==="computers.edit"||data14==="computers.group"||data14==="computers.remove"||data14==="permissions.manage"||data14==="schedules.create"||
data14==="schedules.edit"||data14==="granular.manage"||data14==="policies.manage"||data14==="packages.manage"))return validate22.errors=[],!1;var valid7=_errs36===
errors;if(!valid7)break}}}else return validate22.errors=[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6)if(data9.denies!==void 0){let data15=data9.
denies,_errs38=errors;if(errors===_errs38)if(Array.isArray(data15)){if(data15.length>1e5)return validate22.errors=[],!1;{var valid8=!0;let len1=data15.length;for(let i1=0;i1<
len1;i1++){let data16=data15[i1],_errs40=errors;if(typeof data16!="string")return validate22.errors=[],!1;if(!(data16==="team.rename"||data16==="team.settings"||
data16==="sso.manage"||data16==="roles.manage"||data16==="users.invite"||data16==="users.edit"||data16==="users.group"||data16==="users.remove"||data16==="users\
.role"||data16==="groups.create"||data16==="groups.edit"||data16==="groups.delete"||data16==="groups.admins"||data16==="computers.edit"||data16==="computers.gro\
up"||data16==="computers.remove"||data16==="permissions.manage"||data16==="schedules.create"||data16==="schedules.edit"||data16==="granular.manage"||data16==="p\
olicies.manage"||data16==="packages.manage"))return validate22.errors=[],!1;var valid8=_errs40===errors;if(!valid8)break}}}else return validate22.errors=[],!1;var valid6=_errs38===
errors}else var valid6=!0}}}}}else return validate22.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate22.errors=[],!1;return validate22.
errors=vErrors,errors===0}validate22.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var User=validate23;var formats24=formats.email;function validate23(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,
evaluated0=validate23.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate23.
errors=[],!1;break}if(_errs1===errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate23.errors=[],
!1;if(data0!=="splashtop.io/v1")return validate23.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,
_errs4=errors;if(typeof data1!="string")return validate23.errors=[],!1;if(data1!=="User")return validate23.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;
if(valid0){if(data.metadata!==void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;
for(let key1 in data2)if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate23.errors=[],!1;break}if(_errs8===errors){if(data2.
name!==void 0){let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate23.errors=[],!1;if(!pattern4.
test(data3))return validate23.errors=[],!1}else return validate23.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){
let data4=data2.namespace,_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate23.errors=[],!1;if(!pattern4.test(data4))
return validate23.errors=[],!1}else return validate23.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.
labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate23.errors=[],!1;
for(let key2 in data5){let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/pro\
perties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/property\
Names/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/pr\
operties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,
validate23.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(
data6)>1024)return validate23.errors=[],!1}else return validate23.errors=[],!1;var valid3=_errs17===errors;if(!valid3)break}}else return validate23.errors=[],!1;
var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;if(errors===_errs19)if(data7&&
typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate23.errors=[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4==
"string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames\
/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.test(key4)){let err4={
instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern:"\
^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}
var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/pro\
pertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate23.errors=vErrors,!1;break}}
if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)return validate23.errors=
[],!1}else return validate23.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate23.errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else
return validate23.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)
if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!(key6==="displayName"||key6==="email"||key6==="role"||key6===
"group"||key6==="authentication"||key6==="licence"||key6==="disabled")){return validate23.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){
let data10=data9.displayName,_errs28=errors;if(errors===_errs28)if(typeof data10=="string"){if(func1(data10)>128)return validate23.errors=[],!1;if(func1(data10)<
1)return validate23.errors=[],!1;if(!pattern8.test(data10))return validate23.errors=[],!1}else return validate23.errors=[],!1;var valid6=_errs28===errors}else var valid6=!0;
if(valid6){if(data9.email!==void 0){let data11=data9.email,_errs30=errors;if(errors===_errs30&&errors===_errs30)if(typeof data11=="string"){if(func1(data11)>254)
return validate23.errors=[],!1;if(!formats24(data11))return validate23.errors=[],!1}else return validate23.errors=[],!1;var valid6=_errs30===errors}else var valid6=!0;
if(valid6){if(data9.role!==void 0){let data12=data9.role,_errs32=errors;if(errors===_errs32)if(typeof data12=="string"){if(func1(data12)>253)return validate23.errors=
[],!1;if(!pattern4.test(data12))return validate23.errors=[],!1}else return validate23.errors=[],!1;var valid6=_errs32===errors}else var valid6=!0;if(valid6){if(data9.
group!==void 0){let data13=data9.group,_errs34=errors;if(typeof data13!="string"&&data13!==null)return validate23.errors=[],!1;if(errors===_errs34&&typeof data13==
"string"){if(func1(data13)>253)return validate23.errors=[],!1;if(!pattern4.test(data13))return validate23.errors=[],!1}var valid6=_errs34===errors}else var valid6=!0;
if(valid6){if(data9.authentication!==void 0){let data14=data9.authentication,_errs37=errors;if(errors===_errs37)if(typeof data14=="string"){if(func1(data14)>253)
return validate23.errors=[],!1;if(!pattern4.test(data14))return validate23.errors=[],!1}else return validate23.errors=[],!1;var valid6=_errs37===errors}else var valid6=!0;
if(valid6){if(data9.licence!==void 0){let data15=data9.licence,_errs39=errors;if(typeof data15!="string")return validate23.errors=[],!1;if(!(data15==="access"||
data15==="technician"))return validate23.errors=[],!1;var valid6=_errs39===errors}else var valid6=!0;if(valid6)if(data9.disabled!==void 0){let _errs41=errors;if(typeof data9.
disabled!="boolean")return validate23.errors=[],!1;var valid6=_errs41===errors}else var valid6=!0}}}}}}}else return validate23.errors=[],!1;var valid0=_errs25===
errors}else var valid0=!0}}}}else return validate23.errors=[],!1;return validate23.errors=vErrors,errors===0}validate23.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};
var Group=validate24;function validate24(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate24.evaluated;
if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate24.errors=[],!1;break}if(_errs1===
errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate24.errors=[],!1;if(data0!=="splashtop.io/v\
1")return validate24.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!=
"string")return validate24.errors=[],!1;if(data1!=="Group")return validate24.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.metadata!==
void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)
if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate24.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){
let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate24.errors=[],!1;if(!pattern4.test(data3))return validate24.
errors=[],!1}else return validate24.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,
_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate24.errors=[],!1;if(!pattern4.test(data4))return validate24.errors=
[],!1}else return validate24.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;
if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate24.errors=[],!1;for(let key2 in data5){
let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/proper\
ties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.
test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",
params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties\
/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate24.errors=vErrors,
!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate24.
errors=[],!1}else return validate24.errors=[],!1;var valid3=_errs17===errors;if(!valid3)break}}else return validate24.errors=[],!1;var valid1=_errs13===errors}else
var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(
data7)){if(Object.keys(data7).length>64)return validate24.errors=[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={
instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{
limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/meta\
data/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251\
}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===
errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"\
propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate24.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){
let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)return validate24.errors=[],!1}else return validate24.errors=
[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate24.errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate24.
errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9==
"object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!(key6==="displayName"||key6==="description"||key6==="type"||key6==="admins"||key6===
"match")){return validate24.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(errors===_errs28)
if(typeof data10=="string"){if(func1(data10)>128)return validate24.errors=[],!1;if(func1(data10)<1)return validate24.errors=[],!1;if(!pattern8.test(data10))return validate24.
errors=[],!1}else return validate24.errors=[],!1;var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.description!==void 0){let data11=data9.description,
_errs30=errors;if(errors===_errs30)if(typeof data11=="string"){if(func1(data11)>4096)return validate24.errors=[],!1}else return validate24.errors=[],!1;var valid6=_errs30===
errors}else var valid6=!0;if(valid6){if(data9.type!==void 0){let data12=data9.type,_errs32=errors;if(typeof data12!="string")return validate24.errors=[],!1;if(!(data12===
"users"||data12==="computers"||data12==="mixed"))return validate24.errors=[],!1;var valid6=_errs32===errors}else var valid6=!0;if(valid6){if(data9.admins!==void 0){
let data13=data9.admins,_errs34=errors;if(errors===_errs34)if(Array.isArray(data13)){if(data13.length>1e5)return validate24.errors=[],!1;{var valid7=!0;let len0=data13.
length;for(let i0=0;i0<len0;i0++){let data14=data13[i0],_errs36=errors;if(errors===_errs36)if(typeof data14=="string"){if(func1(data14)>253)return validate24.errors=
[],!1;if(!pattern4.test(data14))return validate24.errors=[],!1}else return validate24.errors=[],!1;var valid7=_errs36===errors;if(!valid7)break}}}else return validate24.
errors=[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6)if(data9.match!==void 0){let data15=data9.match,_errs38=errors;if(errors===_errs38)if(data15&&
typeof data15=="object"&&!Array.isArray(data15)){let _errs40=errors;for(let key7 in data15)if(!(key7==="hostname"||key7==="os"||key7==="labels"||key7==="priorit\
y")){return validate24.errors=[],!1;break}if(_errs40===errors){if(data15.hostname!==void 0){let data16=data15.hostname,_errs41=errors;if(errors===_errs41)if(typeof data16==
"string"){if(func1(data16)>253)return validate24.errors=[],!1;if(func1(data16)<1)return validate24.errors=[],!1}else return validate24.errors=[],!1;var valid8=_errs41===
errors}else var valid8=!0;if(valid8){if(data15.os!==void 0){let data17=data15.os,_errs43=errors;if(errors===_errs43)if(Array.isArray(data17)){if(data17.length>1e5)
return validate24.errors=[],!1;{var valid9=!0;let len1=data17.length;for(let i1=0;i1<len1;i1++){let data18=data17[i1],_errs45=errors;if(typeof data18!="string")
return validate24.errors=[],!1;if(!(data18==="android"||data18==="linux"||data18==="macos"||data18==="windows"))return validate24.errors=[],!1;var valid9=_errs45===
errors;if(!valid9)break}}}else return validate24.errors=[],!1;var valid8=_errs43===errors}else var valid8=!0;if(valid8){if(data15.labels!==void 0){let data19=data15.
labels,_errs47=errors;if(errors===_errs47)if(data19&&typeof data19=="object"&&!Array.isArray(data19)){if(Object.keys(data19).length>64)return validate24.errors=
[],!1;for(let key8 in data19){let data20=data19[key8],_errs50=errors;if(errors===_errs50)if(typeof data20=="string"){if(func1(data20)>1024)return validate24.errors=
[],!1}else return validate24.errors=[],!1;var valid10=_errs50===errors;if(!valid10)break}}else return validate24.errors=[],!1;var valid8=_errs47===errors}else var valid8=!0;
if(valid8)if(data15.priority!==void 0){let data21=data15.priority,_errs52=errors;if(!(typeof data21=="number"&&!(data21%1)&&!isNaN(data21)&&isFinite(data21)))return validate24.
errors=[],!1;if(errors===_errs52&&typeof data21=="number"&&isFinite(data21)){if(data21>1e3||isNaN(data21))return validate24.errors=[],!1;if(data21<-1e3||isNaN(data21))
return validate24.errors=[],!1}var valid8=_errs52===errors}else var valid8=!0}}}}else return validate24.errors=[],!1;var valid6=_errs38===errors}else var valid6=!0}}}}}else
return validate24.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate24.errors=[],!1;return validate24.errors=vErrors,errors===0}
validate24.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var Computer=validate25;var pattern40=new RegExp('^[^\\s<>,;:"*+=\\\\`|?]([^<>,;:"*+=\\\\`|?]*[^\\s<>,;:"*+=\\\\`|?])?$',"u"),pattern42=new RegExp("^[A-Za-z0-9_-]{8,64}$","u");function validate25(data,{
instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate25.evaluated;if(evaluated0.dynamicProps&&
(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;
for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate25.errors=[],!1;break}if(_errs1===errors){if(data.
apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate25.errors=[],!1;if(data0!=="splashtop.io/v1")return validate25.
errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!="string")return validate25.
errors=[],!1;if(data1!=="Computer")return validate25.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.metadata!==void 0){let data2=data.
metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)if(!(key1==="name"||key1===
"namespace"||key1==="labels"||key1==="annotations")){return validate25.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){let data3=data2.name,_errs9=errors;
if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate25.errors=[],!1;if(!pattern4.test(data3))return validate25.errors=[],!1}else return validate25.
errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,_errs11=errors;if(errors===_errs11)
if(typeof data4=="string"){if(func1(data4)>253)return validate25.errors=[],!1;if(!pattern4.test(data4))return validate25.errors=[],!1}else return validate25.errors=
[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5==
"object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate25.errors=[],!1;for(let key2 in data5){let _errs15=errors;if(typeof key2=="strin\
g"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"\
maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+
"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-\
z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;
if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{
propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate25.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],
_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate25.errors=[],!1}else return validate25.errors=[],!1;var valid3=_errs17===
errors;if(!valid3)break}}else return validate25.errors=[],!1;var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.
annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate25.errors=
[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"\
#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annot\
ations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};
vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"\
#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(
err5),errors++,validate25.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="s\
tring"){if(func1(data8)>1024)return validate25.errors=[],!1}else return validate25.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate25.
errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate25.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.
spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)
if(!(key6==="displayName"||key6==="group"||key6==="note"||key6==="deviceId"||key6==="enrolment")){return validate25.errors=[],!1;break}if(_errs27===errors){if(data9.
displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(errors===_errs28)if(typeof data10=="string"){if(func1(data10)>64)return validate25.errors=[],
!1;if(func1(data10)<1)return validate25.errors=[],!1;if(!pattern40.test(data10))return validate25.errors=[],!1}else return validate25.errors=[],!1;var valid6=_errs28===
errors}else var valid6=!0;if(valid6){if(data9.group!==void 0){let data11=data9.group,_errs30=errors;if(typeof data11!="string"&&data11!==null)return validate25.
errors=[],!1;if(errors===_errs30&&typeof data11=="string"){if(func1(data11)>253)return validate25.errors=[],!1;if(!pattern4.test(data11))return validate25.errors=
[],!1}var valid6=_errs30===errors}else var valid6=!0;if(valid6){if(data9.note!==void 0){let data12=data9.note,_errs33=errors;if(errors===_errs33)if(typeof data12==
"string"){if(func1(data12)>4096)return validate25.errors=[],!1}else return validate25.errors=[],!1;var valid6=_errs33===errors}else var valid6=!0;if(valid6){if(data9.
deviceId!==void 0){let data13=data9.deviceId,_errs35=errors;if(errors===_errs35)if(typeof data13=="string"){if(func1(data13)>64)return validate25.errors=[],!1;if(!pattern42.
test(data13))return validate25.errors=[],!1}else return validate25.errors=[],!1;var valid6=_errs35===errors}else var valid6=!0;if(valid6)if(data9.enrolment!==void 0){
let data14=data9.enrolment,_errs37=errors;if(typeof data14!="string")return validate25.errors=[],!1;if(!(data14==="open"||data14==="revoked"))return validate25.
errors=[],!1;var valid6=_errs37===errors}else var valid6=!0}}}}}else return validate25.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate25.
errors=[],!1;return validate25.errors=vErrors,errors===0}validate25.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var AccessPermission=validate26;function validate26(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate26.evaluated;
if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate26.errors=[],!1;break}if(_errs1===
errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate26.errors=[],!1;if(data0!=="splashtop.io/v\
1")return validate26.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!=
"string")return validate26.errors=[],!1;if(data1!=="AccessPermission")return validate26.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.
metadata!==void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)
if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate26.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){
let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate26.errors=[],!1;if(!pattern4.test(data3))return validate26.
errors=[],!1}else return validate26.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,
_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate26.errors=[],!1;if(!pattern4.test(data4))return validate26.errors=
[],!1}else return validate26.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;
if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate26.errors=[],!1;for(let key2 in data5){
let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/proper\
ties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.
test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",
params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties\
/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate26.errors=vErrors,
!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate26.
errors=[],!1}else return validate26.errors=[],!1;var valid3=_errs17===errors;if(!valid3)break}}else return validate26.errors=[],!1;var valid1=_errs13===errors}else
var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(
data7)){if(Object.keys(data7).length>64)return validate26.errors=[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={
instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{
limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/meta\
data/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251\
}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===
errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"\
propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate26.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){
let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)return validate26.errors=[],!1}else return validate26.errors=
[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate26.errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate26.
errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9==
"object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!(key6==="subjects"||key6==="computers")){return validate26.errors=[],!1;break}if(_errs27===
errors){if(data9.subjects!==void 0){let data10=data9.subjects,_errs28=errors;if(errors===_errs28)if(data10&&typeof data10=="object"&&!Array.isArray(data10)){let _errs30=errors;
for(let key7 in data10)if(!(key7==="users"||key7==="groups")){return validate26.errors=[],!1;break}if(_errs30===errors){if(data10.users!==void 0){let data11=data10.
users,_errs31=errors;if(errors===_errs31)if(Array.isArray(data11)){if(data11.length>1e5)return validate26.errors=[],!1;{var valid8=!0;let len0=data11.length;for(let i0=0;i0<
len0;i0++){let data12=data11[i0],_errs33=errors;if(errors===_errs33)if(typeof data12=="string"){if(func1(data12)>253)return validate26.errors=[],!1;if(!pattern4.
test(data12))return validate26.errors=[],!1}else return validate26.errors=[],!1;var valid8=_errs33===errors;if(!valid8)break}}}else return validate26.errors=[],
!1;var valid7=_errs31===errors}else var valid7=!0;if(valid7)if(data10.groups!==void 0){let data13=data10.groups,_errs35=errors;if(errors===_errs35)if(Array.isArray(
data13)){if(data13.length>1e5)return validate26.errors=[],!1;{var valid9=!0;let len1=data13.length;for(let i1=0;i1<len1;i1++){let data14=data13[i1],_errs37=errors;
if(errors===_errs37)if(typeof data14=="string"){if(func1(data14)>253)return validate26.errors=[],!1;if(!pattern4.test(data14))return validate26.errors=[],!1}else
return validate26.errors=[],!1;var valid9=_errs37===errors;if(!valid9)break}}}else return validate26.errors=[],!1;var valid7=_errs35===errors}else var valid7=!0}}else
return validate26.errors=[],!1;var valid6=_errs28===errors}else var valid6=!0;if(valid6)if(data9.computers!==void 0){let data15=data9.computers,_errs39=errors;if(errors===
_errs39)if(data15&&typeof data15=="object"&&!Array.isArray(data15)){let _errs41=errors;for(let key8 in data15)if(!(key8==="mode"||key8==="computers"||key8==="gr\
oups")){return validate26.errors=[],!1;break}if(_errs41===errors){if(data15.mode!==void 0){let data16=data15.mode,_errs42=errors;if(typeof data16!="string")return validate26.
errors=[],!1;if(!(data16==="all"||data16==="none"||data16==="ownGroup"||data16==="followGroup"||data16==="only"))return validate26.errors=[],!1;var valid10=_errs42===
errors}else var valid10=!0;if(valid10){if(data15.computers!==void 0){let data17=data15.computers,_errs44=errors;if(errors===_errs44)if(Array.isArray(data17)){if(data17.
length>1e5)return validate26.errors=[],!1;{var valid11=!0;let len2=data17.length;for(let i2=0;i2<len2;i2++){let data18=data17[i2],_errs46=errors;if(errors===_errs46)
if(typeof data18=="string"){if(func1(data18)>253)return validate26.errors=[],!1;if(!pattern4.test(data18))return validate26.errors=[],!1}else return validate26.
errors=[],!1;var valid11=_errs46===errors;if(!valid11)break}}}else return validate26.errors=[],!1;var valid10=_errs44===errors}else var valid10=!0;if(valid10)if(data15.
groups!==void 0){let data19=data15.groups,_errs48=errors;if(errors===_errs48)if(Array.isArray(data19)){if(data19.length>1e5)return validate26.errors=[],!1;{var valid12=!0;
let len3=data19.length;for(let i3=0;i3<len3;i3++){let data20=data19[i3],_errs50=errors;if(errors===_errs50)if(typeof data20=="string"){if(func1(data20)>253)return validate26.
errors=[],!1;if(!pattern4.test(data20))return validate26.errors=[],!1}else return validate26.errors=[],!1;var valid12=_errs50===errors;if(!valid12)break}}}else return validate26.
errors=[],!1;var valid10=_errs48===errors}else var valid10=!0}}}else return validate26.errors=[],!1;var valid6=_errs39===errors}else var valid6=!0}}else return validate26.
errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate26.errors=[],!1;return validate26.errors=vErrors,errors===0}validate26.evaluated=
{props:!0,dynamicProps:!1,dynamicItems:!1};var ScheduledResource=validate27;function validate27(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate27.evaluated;
if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate27.errors=[],!1;break}if(_errs1===
errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate27.errors=[],!1;if(data0!=="splashtop.io/v\
1")return validate27.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!=
"string")return validate27.errors=[],!1;if(data1!=="ScheduledResource")return validate27.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.
metadata!==void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)
if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate27.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){
let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate27.errors=[],!1;if(!pattern4.test(data3))return validate27.
errors=[],!1}else return validate27.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,
_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate27.errors=[],!1;if(!pattern4.test(data4))return validate27.errors=
[],!1}else return validate27.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;
if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate27.errors=[],!1;for(let key2 in data5){
let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/proper\
ties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.
test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",
params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties\
/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate27.errors=vErrors,
!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate27.
errors=[],!1}else return validate27.errors=[],!1;var valid3=_errs17===errors;if(!valid3)break}}else return validate27.errors=[],!1;var valid1=_errs13===errors}else
var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(
data7)){if(Object.keys(data7).length>64)return validate27.errors=[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={
instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{
limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/meta\
data/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251\
}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===
errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"\
propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate27.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){
let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)return validate27.errors=[],!1}else return validate27.errors=
[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate27.errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate27.
errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9==
"object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!(key6==="displayName"||key6==="description"||key6==="computers"||key6==="groups"||
key6==="admins"||key6==="enabled"||key6==="connectionPool"||key6==="exclusiveAccess")){return validate27.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==
void 0){let data10=data9.displayName,_errs28=errors;if(errors===_errs28)if(typeof data10=="string"){if(func1(data10)>128)return validate27.errors=[],!1;if(func1(
data10)<1)return validate27.errors=[],!1;if(!pattern8.test(data10))return validate27.errors=[],!1}else return validate27.errors=[],!1;var valid6=_errs28===errors}else
var valid6=!0;if(valid6){if(data9.description!==void 0){let data11=data9.description,_errs30=errors;if(errors===_errs30)if(typeof data11=="string"){if(func1(data11)>
4096)return validate27.errors=[],!1}else return validate27.errors=[],!1;var valid6=_errs30===errors}else var valid6=!0;if(valid6){if(data9.computers!==void 0){let data12=data9.
computers,_errs32=errors;if(errors===_errs32)if(Array.isArray(data12)){if(data12.length>1e5)return validate27.errors=[],!1;{var valid7=!0;let len0=data12.length;
for(let i0=0;i0<len0;i0++){let data13=data12[i0],_errs34=errors;if(errors===_errs34)if(typeof data13=="string"){if(func1(data13)>253)return validate27.errors=[],
!1;if(!pattern4.test(data13))return validate27.errors=[],!1}else return validate27.errors=[],!1;var valid7=_errs34===errors;if(!valid7)break}}}else return validate27.
errors=[],!1;var valid6=_errs32===errors}else var valid6=!0;if(valid6){if(data9.groups!==void 0){let data14=data9.groups,_errs36=errors;if(errors===_errs36)if(Array.
isArray(data14)){if(data14.length>1e5)return validate27.errors=[],!1;{var valid8=!0;let len1=data14.length;for(let i1=0;i1<len1;i1++){let data15=data14[i1],_errs38=errors;
if(errors===_errs38)if(typeof data15=="string"){if(func1(data15)>253)return validate27.errors=[],!1;if(!pattern4.test(data15))return validate27.errors=[],!1}else
return validate27.errors=[],!1;var valid8=_errs38===errors;if(!valid8)break}}}else return validate27.errors=[],!1;var valid6=_errs36===errors}else var valid6=!0;
if(valid6){if(data9.admins!==void 0){let data16=data9.admins,_errs40=errors;if(errors===_errs40)if(Array.isArray(data16)){if(data16.length>1e5)return validate27.
errors=[],!1;{var valid9=!0;let len2=data16.length;for(let i2=0;i2<len2;i2++){let data17=data16[i2],_errs42=errors;if(errors===_errs42)if(typeof data17=="string"){
if(func1(data17)>253)return validate27.errors=[],!1;if(!pattern4.test(data17))return validate27.errors=[],!1}else return validate27.errors=[],!1;var valid9=_errs42===
errors;if(!valid9)break}}}else return validate27.errors=[],!1;var valid6=_errs40===errors}else var valid6=!0;if(valid6){if(data9.enabled!==void 0){let _errs44=errors;
if(typeof data9.enabled!="boolean")return validate27.errors=[],!1;var valid6=_errs44===errors}else var valid6=!0;if(valid6){if(data9.connectionPool!==void 0){let data19=data9.
connectionPool,_errs46=errors;if(errors===_errs46)if(data19&&typeof data19=="object"&&!Array.isArray(data19)){let _errs48=errors;for(let key7 in data19)if(!(key7===
"supported"||key7==="default")){return validate27.errors=[],!1;break}if(_errs48===errors){if(data19.supported!==void 0){let _errs49=errors;if(typeof data19.supported!=
"boolean")return validate27.errors=[],!1;var valid10=_errs49===errors}else var valid10=!0;if(valid10)if(data19.default!==void 0){let _errs51=errors;if(typeof data19.
default!="boolean")return validate27.errors=[],!1;var valid10=_errs51===errors}else var valid10=!0}}else return validate27.errors=[],!1;var valid6=_errs46===errors}else
var valid6=!0;if(valid6)if(data9.exclusiveAccess!==void 0){let data22=data9.exclusiveAccess,_errs53=errors;if(errors===_errs53)if(data22&&typeof data22=="object"&&
!Array.isArray(data22)){let _errs55=errors;for(let key8 in data22)if(!(key8==="supported"||key8==="default"||key8==="blankScreen"||key8==="lockInput"||key8==="l\
ogoffAfterDisconnect")){return validate27.errors=[],!1;break}if(_errs55===errors){if(data22.supported!==void 0){let _errs56=errors;if(typeof data22.supported!="\
boolean")return validate27.errors=[],!1;var valid11=_errs56===errors}else var valid11=!0;if(valid11){if(data22.default!==void 0){let _errs58=errors;if(typeof data22.
default!="boolean")return validate27.errors=[],!1;var valid11=_errs58===errors}else var valid11=!0;if(valid11){if(data22.blankScreen!==void 0){let _errs60=errors;
if(typeof data22.blankScreen!="boolean")return validate27.errors=[],!1;var valid11=_errs60===errors}else var valid11=!0;if(valid11){if(data22.lockInput!==void 0){
let _errs62=errors;if(typeof data22.lockInput!="boolean")return validate27.errors=[],!1;var valid11=_errs62===errors}else var valid11=!0;if(valid11)if(data22.logoffAfterDisconnect!==
void 0){let _errs64=errors;if(typeof data22.logoffAfterDisconnect!="boolean")return validate27.errors=[],!1;var valid11=_errs64===errors}else var valid11=!0}}}}}else
return validate27.errors=[],!1;var valid6=_errs53===errors}else var valid6=!0}}}}}}}}else return validate27.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else
return validate27.errors=[],!1;return validate27.errors=vErrors,errors===0}validate27.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var Schedule=validate28,
schema39={$id:"Schedule",type:"object",properties:{apiVersion:{type:"string",enum:["splashtop.io/v1"]},kind:{type:"string",enum:["Schedule"]},metadata:{type:"ob\
ject",properties:{name:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"str\
ing",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{
pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},
annotations:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},
additionalProperties:{type:"string",maxLength:1024}}},additionalProperties:!1},spec:{type:"object",properties:{displayName:{type:"string",maxLength:128,minLength:1,
pattern:"^\\S([\\s\\S]*\\S)?$"},description:{type:"string",maxLength:4096},resource:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0\
-9-]{0,61}[a-z0-9])?)*$",maxLength:253},subjects:{type:"object",properties:{users:{type:"array",maxItems:1e5,items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0\
,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}},groups:{type:"array",maxItems:1e5,items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,6\
1}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}}},additionalProperties:!1},startDate:{type:"string",maxLength:10,format:"date"},endDate:{type:"\
string",maxLength:10,format:"date",nullable:!0},timeSlot:{type:"object",properties:{start:{type:"string",maxLength:5,pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$"},
end:{type:"string",maxLength:5,pattern:"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"},crossesMidnight:{type:"boolean"}},additionalProperties:!1},recurrence:{type:"o\
bject",properties:{frequency:{type:"string",enum:["once","daily","weekly","monthly"]},days:{type:"array",maxItems:1e5,items:{type:"string",enum:["MO","TU","WE",
"TH","FR","SA","SU"]}},dayOfMonth:{type:"integer",minimum:1,maximum:31},interval:{type:"integer",minimum:1,maximum:999},rule:{type:"string",maxLength:512,format:"\
rrule"}},additionalProperties:!1},forceDisconnectAtEnd:{type:"boolean"},paused:{type:"boolean"},connectionPool:{type:"boolean"},exclusiveAccess:{type:"boolean"}},
additionalProperties:!1}},additionalProperties:!1},pattern67=new RegExp("^([01][0-9]|2[0-3]):[0-5][0-9]$","u"),pattern68=new RegExp("^(([01][0-9]|2[0-3]):[0-5][\
0-9]|24:00)$","u"),formats26=formats.date,formats30=formats.rrule;function validate28(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){
let vErrors=null,errors=0,evaluated0=validate28.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),
errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadat\
a"||key0==="spec")){return validate28.errors=[],!1;break}if(_errs1===errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!=
"string")return validate28.errors=[],!1;if(data0!=="splashtop.io/v1")return validate28.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.
kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!="string")return validate28.errors=[],!1;if(data1!=="Schedule")return validate28.errors=[],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.metadata!==void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.
isArray(data2)){let _errs8=errors;for(let key1 in data2)if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate28.errors=
[],!1;break}if(_errs8===errors){if(data2.name!==void 0){let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate28.
errors=[],!1;if(!pattern4.test(data3))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){
if(data2.namespace!==void 0){let data4=data2.namespace,_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate28.errors=
[],!1;if(!pattern4.test(data4))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.
labels!==void 0){let data5=data2.labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>
64)return validate28.errors=[],!1;for(let key2 in data5){let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/\
metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===
null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/me\
tadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Z\
a-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+
"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?
vErrors=[err2]:vErrors.push(err2),errors++,validate28.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===
_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid3=_errs17===errors;if(!valid3)
break}}else return validate28.errors=[],!1;var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;
if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate28.errors=[],!1;for(let key4 in data7){
let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/p\
roperties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.
test(key4)){let err4={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"\
pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:
vErrors.push(err4),errors++}}var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metada\
ta/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate28.
errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)
return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate28.errors=[],!1;var valid1=_errs19===
errors}else var valid1=!0}}}}else return validate28.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,
_errs25=errors;if(errors===_errs25)if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!func7.call(schema39.properties.
spec.properties,key6)){return validate28.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(errors===
_errs28)if(typeof data10=="string"){if(func1(data10)>128)return validate28.errors=[],!1;if(func1(data10)<1)return validate28.errors=[],!1;if(!pattern8.test(data10))
return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.description!==void 0){let data11=data9.
description,_errs30=errors;if(errors===_errs30)if(typeof data11=="string"){if(func1(data11)>4096)return validate28.errors=[],!1}else return validate28.errors=[],
!1;var valid6=_errs30===errors}else var valid6=!0;if(valid6){if(data9.resource!==void 0){let data12=data9.resource,_errs32=errors;if(errors===_errs32)if(typeof data12==
"string"){if(func1(data12)>253)return validate28.errors=[],!1;if(!pattern4.test(data12))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid6=_errs32===
errors}else var valid6=!0;if(valid6){if(data9.subjects!==void 0){let data13=data9.subjects,_errs34=errors;if(errors===_errs34)if(data13&&typeof data13=="object"&&
!Array.isArray(data13)){let _errs36=errors;for(let key7 in data13)if(!(key7==="users"||key7==="groups")){return validate28.errors=[],!1;break}if(_errs36===errors){
if(data13.users!==void 0){let data14=data13.users,_errs37=errors;if(errors===_errs37)if(Array.isArray(data14)){if(data14.length>1e5)return validate28.errors=[],
!1;{var valid8=!0;let len0=data14.length;for(let i0=0;i0<len0;i0++){let data15=data14[i0],_errs39=errors;if(errors===_errs39)if(typeof data15=="string"){if(func1(
data15)>253)return validate28.errors=[],!1;if(!pattern4.test(data15))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid8=_errs39===errors;
if(!valid8)break}}}else return validate28.errors=[],!1;var valid7=_errs37===errors}else var valid7=!0;if(valid7)if(data13.groups!==void 0){let data16=data13.groups,
_errs41=errors;if(errors===_errs41)if(Array.isArray(data16)){if(data16.length>1e5)return validate28.errors=[],!1;{var valid9=!0;let len1=data16.length;for(let i1=0;i1<
len1;i1++){let data17=data16[i1],_errs43=errors;if(errors===_errs43)if(typeof data17=="string"){if(func1(data17)>253)return validate28.errors=[],!1;if(!pattern4.
test(data17))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid9=_errs43===errors;if(!valid9)break}}}else return validate28.errors=[],
!1;var valid7=_errs41===errors}else var valid7=!0}}else return validate28.errors=[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6){if(data9.startDate!==
void 0){let data18=data9.startDate,_errs45=errors;if(errors===_errs45&&errors===_errs45)if(typeof data18=="string"){if(func1(data18)>10)return validate28.errors=
[],!1;if(!formats26(data18))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid6=_errs45===errors}else var valid6=!0;if(valid6){if(data9.
endDate!==void 0){let data19=data9.endDate,_errs47=errors;if(typeof data19!="string"&&data19!==null)return validate28.errors=[],!1;if(errors===_errs47&&errors===
_errs47&&typeof data19=="string"){if(func1(data19)>10)return validate28.errors=[],!1;if(!formats26(data19))return validate28.errors=[],!1}var valid6=_errs47===errors}else
var valid6=!0;if(valid6){if(data9.timeSlot!==void 0){let data20=data9.timeSlot,_errs50=errors;if(errors===_errs50)if(data20&&typeof data20=="object"&&!Array.isArray(
data20)){let _errs52=errors;for(let key8 in data20)if(!(key8==="start"||key8==="end"||key8==="crossesMidnight")){return validate28.errors=[],!1;break}if(_errs52===
errors){if(data20.start!==void 0){let data21=data20.start,_errs53=errors;if(errors===_errs53)if(typeof data21=="string"){if(func1(data21)>5)return validate28.errors=
[],!1;if(!pattern67.test(data21))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid10=_errs53===errors}else var valid10=!0;if(valid10){
if(data20.end!==void 0){let data22=data20.end,_errs55=errors;if(errors===_errs55)if(typeof data22=="string"){if(func1(data22)>5)return validate28.errors=[],!1;if(!pattern68.
test(data22))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid10=_errs55===errors}else var valid10=!0;if(valid10)if(data20.crossesMidnight!==
void 0){let _errs57=errors;if(typeof data20.crossesMidnight!="boolean")return validate28.errors=[],!1;var valid10=_errs57===errors}else var valid10=!0}}}else return validate28.
errors=[],!1;var valid6=_errs50===errors}else var valid6=!0;if(valid6){if(data9.recurrence!==void 0){let data24=data9.recurrence,_errs59=errors;if(errors===_errs59)
if(data24&&typeof data24=="object"&&!Array.isArray(data24)){let _errs61=errors;for(let key9 in data24)if(!(key9==="frequency"||key9==="days"||key9==="dayOfMonth"||
key9==="interval"||key9==="rule")){return validate28.errors=[],!1;break}if(_errs61===errors){if(data24.frequency!==void 0){let data25=data24.frequency,_errs62=errors;
if(typeof data25!="string")return validate28.errors=[],!1;if(!(data25==="once"||data25==="daily"||data25==="weekly"||data25==="monthly"))return validate28.errors=
[],!1;var valid11=_errs62===errors}else var valid11=!0;if(valid11){if(data24.days!==void 0){let data26=data24.days,_errs64=errors;if(errors===_errs64)if(Array.isArray(
data26)){if(data26.length>1e5)return validate28.errors=[],!1;{var valid12=!0;let len2=data26.length;for(let i2=0;i2<len2;i2++){let data27=data26[i2],_errs66=errors;
if(typeof data27!="string")return validate28.errors=[],!1;if(!(data27==="MO"||data27==="TU"||data27==="WE"||data27==="TH"||data27==="FR"||data27==="SA"||data27===
"SU"))return validate28.errors=[],!1;var valid12=_errs66===errors;if(!valid12)break}}}else return validate28.errors=[],!1;var valid11=_errs64===errors}else var valid11=!0;
if(valid11){if(data24.dayOfMonth!==void 0){let data28=data24.dayOfMonth,_errs68=errors;if(!(typeof data28=="number"&&!(data28%1)&&!isNaN(data28)&&isFinite(data28)))
return validate28.errors=[],!1;if(errors===_errs68&&typeof data28=="number"&&isFinite(data28)){if(data28>31||isNaN(data28))return validate28.errors=[],!1;if(data28<
1||isNaN(data28))return validate28.errors=[],!1}var valid11=_errs68===errors}else var valid11=!0;if(valid11){if(data24.interval!==void 0){let data29=data24.interval,
_errs70=errors;if(!(typeof data29=="number"&&!(data29%1)&&!isNaN(data29)&&isFinite(data29)))return validate28.errors=[],!1;if(errors===_errs70&&typeof data29=="\
number"&&isFinite(data29)){if(data29>999||isNaN(data29))return validate28.errors=[],!1;if(data29<1||isNaN(data29))return validate28.errors=[],!1}var valid11=_errs70===
errors}else var valid11=!0;if(valid11)if(data24.rule!==void 0){let data30=data24.rule,_errs72=errors;if(errors===_errs72&&errors===_errs72)if(typeof data30=="st\
ring"){if(func1(data30)>512)return validate28.errors=[],!1;if(!formats30(data30))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid11=_errs72===
errors}else var valid11=!0}}}}}else return validate28.errors=[],!1;var valid6=_errs59===errors}else var valid6=!0;if(valid6){if(data9.forceDisconnectAtEnd!==void 0){
let _errs74=errors;if(typeof data9.forceDisconnectAtEnd!="boolean")return validate28.errors=[],!1;var valid6=_errs74===errors}else var valid6=!0;if(valid6){if(data9.
paused!==void 0){let _errs76=errors;if(typeof data9.paused!="boolean")return validate28.errors=[],!1;var valid6=_errs76===errors}else var valid6=!0;if(valid6){if(data9.
connectionPool!==void 0){let _errs78=errors;if(typeof data9.connectionPool!="boolean")return validate28.errors=[],!1;var valid6=_errs78===errors}else var valid6=!0;
if(valid6)if(data9.exclusiveAccess!==void 0){let _errs80=errors;if(typeof data9.exclusiveAccess!="boolean")return validate28.errors=[],!1;var valid6=_errs80===errors}else
var valid6=!0}}}}}}}}}}}}else return validate28.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate28.errors=[],!1;return validate28.
errors=vErrors,errors===0}validate28.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var GranularControl=validate29,schema40={$id:"GranularControl",type:"o\
bject",properties:{apiVersion:{type:"string",enum:["splashtop.io/v1"]},kind:{type:"string",enum:["GranularControl"]},metadata:{type:"object",properties:{name:{type:"\
string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,pattern:"^[\
a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-\
]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},annotations:{type:"obje\
ct",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{
type:"string",maxLength:1024}}},additionalProperties:!1},spec:{type:"object",properties:{subjects:{type:"object",properties:{users:{type:"array",maxItems:1e5,items:{
type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}},groups:{type:"array",maxItems:1e5,items:{type:"\
string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}}},additionalProperties:!1},controls:{type:"object",
properties:{fileTransfer:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled","followGroup","default"]},remotePrint:{type:"string",enum:[
"enabled","disabled","followGroup","default"]},copyPaste:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled","followGroup","default"]},
twoStepVerification:{type:"string",enum:["enabled","disabled","followGroup","default"]},attendedAccess:{type:"string",enum:["enabled","disabled","followGroup","\
default"]},oneToMany:{type:"string",enum:["enabled","disabled","followGroup","default"]},remoteControl:{type:"string",enum:["enabled","disabled","followGroup","\
default"]},remoteCommand:{type:"string",enum:["enabled","disabled","followGroup","default"]},sessionRecording:{type:"string",enum:["enabled","disabled","followG\
roup","default"]},chat:{type:"string",enum:["enabled","disabled","followGroup","default"]},remoteReboot:{type:"string",enum:["enabled","disabled","followGroup",
"default"]},systemTools:{type:"string",enum:["enabled","disabled","followGroup","default"]}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1};
function validate29(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate29.evaluated;
if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate29.errors=[],!1;break}if(_errs1===
errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate29.errors=[],!1;if(data0!=="splashtop.io/v\
1")return validate29.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!=
"string")return validate29.errors=[],!1;if(data1!=="GranularControl")return validate29.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.
metadata!==void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)
if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate29.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){
let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate29.errors=[],!1;if(!pattern4.test(data3))return validate29.
errors=[],!1}else return validate29.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,
_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate29.errors=[],!1;if(!pattern4.test(data4))return validate29.errors=
[],!1}else return validate29.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;
if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate29.errors=[],!1;for(let key2 in data5){
let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/proper\
ties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.
test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",
params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties\
/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate29.errors=vErrors,
!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate29.
errors=[],!1}else return validate29.errors=[],!1;var valid3=_errs17===errors;if(!valid3)break}}else return validate29.errors=[],!1;var valid1=_errs13===errors}else
var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(
data7)){if(Object.keys(data7).length>64)return validate29.errors=[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={
instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{
limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/meta\
data/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251\
}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===
errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"\
propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate29.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){
let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)return validate29.errors=[],!1}else return validate29.errors=
[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate29.errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate29.
errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9==
"object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!(key6==="subjects"||key6==="controls")){return validate29.errors=[],!1;break}if(_errs27===
errors){if(data9.subjects!==void 0){let data10=data9.subjects,_errs28=errors;if(errors===_errs28)if(data10&&typeof data10=="object"&&!Array.isArray(data10)){let _errs30=errors;
for(let key7 in data10)if(!(key7==="users"||key7==="groups")){return validate29.errors=[],!1;break}if(_errs30===errors){if(data10.users!==void 0){let data11=data10.
users,_errs31=errors;if(errors===_errs31)if(Array.isArray(data11)){if(data11.length>1e5)return validate29.errors=[],!1;{var valid8=!0;let len0=data11.length;for(let i0=0;i0<
len0;i0++){let data12=data11[i0],_errs33=errors;if(errors===_errs33)if(typeof data12=="string"){if(func1(data12)>253)return validate29.errors=[],!1;if(!pattern4.
test(data12))return validate29.errors=[],!1}else return validate29.errors=[],!1;var valid8=_errs33===errors;if(!valid8)break}}}else return validate29.errors=[],
!1;var valid7=_errs31===errors}else var valid7=!0;if(valid7)if(data10.groups!==void 0){let data13=data10.groups,_errs35=errors;if(errors===_errs35)if(Array.isArray(
data13)){if(data13.length>1e5)return validate29.errors=[],!1;{var valid9=!0;let len1=data13.length;for(let i1=0;i1<len1;i1++){let data14=data13[i1],_errs37=errors;
if(errors===_errs37)if(typeof data14=="string"){if(func1(data14)>253)return validate29.errors=[],!1;if(!pattern4.test(data14))return validate29.errors=[],!1}else
return validate29.errors=[],!1;var valid9=_errs37===errors;if(!valid9)break}}}else return validate29.errors=[],!1;var valid7=_errs35===errors}else var valid7=!0}}else
return validate29.errors=[],!1;var valid6=_errs28===errors}else var valid6=!0;if(valid6)if(data9.controls!==void 0){let data15=data9.controls,_errs39=errors;if(errors===
_errs39)if(data15&&typeof data15=="object"&&!Array.isArray(data15)){let _errs41=errors;for(let key8 in data15)if(!func7.call(schema40.properties.spec.properties.
controls.properties,key8)){return validate29.errors=[],!1;break}if(_errs41===errors){if(data15.fileTransfer!==void 0){let data16=data15.fileTransfer,_errs42=errors;
if(typeof data16!="string")return validate29.errors=[],!1;if(!(data16==="enabled"||data16==="toComputerOnly"||data16==="fromComputerOnly"||data16==="disabled"||
data16==="followGroup"||data16==="default"))return validate29.errors=[],!1;var valid10=_errs42===errors}else var valid10=!0;if(valid10){if(data15.remotePrint!==
void 0){let data17=data15.remotePrint,_errs44=errors;if(typeof data17!="string")return validate29.errors=[],!1;if(!(data17==="enabled"||data17==="disabled"||data17===
"followGroup"||data17==="default"))return validate29.errors=[],!1;var valid10=_errs44===errors}else var valid10=!0;if(valid10){if(data15.copyPaste!==void 0){let data18=data15.
copyPaste,_errs46=errors;if(typeof data18!="string")return validate29.errors=[],!1;if(!(data18==="enabled"||data18==="toComputerOnly"||data18==="fromComputerOnl\
y"||data18==="disabled"||data18==="followGroup"||data18==="default"))return validate29.errors=[],!1;var valid10=_errs46===errors}else var valid10=!0;if(valid10){
if(data15.twoStepVerification!==void 0){let data19=data15.twoStepVerification,_errs48=errors;if(typeof data19!="string")return validate29.errors=[],!1;if(!(data19===
"enabled"||data19==="disabled"||data19==="followGroup"||data19==="default"))return validate29.errors=[],!1;var valid10=_errs48===errors}else var valid10=!0;if(valid10){
if(data15.attendedAccess!==void 0){let data20=data15.attendedAccess,_errs50=errors;if(typeof data20!="string")return validate29.errors=[],!1;if(!(data20==="enab\
led"||data20==="disabled"||data20==="followGroup"||data20==="default"))return validate29.errors=[],!1;var valid10=_errs50===errors}else var valid10=!0;if(valid10){
if(data15.oneToMany!==void 0){let data21=data15.oneToMany,_errs52=errors;if(typeof data21!="string")return validate29.errors=[],!1;if(!(data21==="enabled"||data21===
"disabled"||data21==="followGroup"||data21==="default"))return validate29.errors=[],!1;var valid10=_errs52===errors}else var valid10=!0;if(valid10){if(data15.remoteControl!==
void 0){let data22=data15.remoteControl,_errs54=errors;if(typeof data22!="string")return validate29.errors=[],!1;if(!(data22==="enabled"||data22==="disabled"||data22===
"followGroup"||data22==="default"))return validate29.errors=[],!1;var valid10=_errs54===errors}else var valid10=!0;if(valid10){if(data15.remoteCommand!==void 0){
let data23=data15.remoteCommand,_errs56=errors;if(typeof data23!="string")return validate29.errors=[],!1;if(!(data23==="enabled"||data23==="disabled"||data23===
"followGroup"||data23==="default"))return validate29.errors=[],!1;var valid10=_errs56===errors}else var valid10=!0;if(valid10){if(data15.sessionRecording!==void 0){
let data24=data15.sessionRecording,_errs58=errors;if(typeof data24!="string")return validate29.errors=[],!1;if(!(data24==="enabled"||data24==="disabled"||data24===
"followGroup"||data24==="default"))return validate29.errors=[],!1;var valid10=_errs58===errors}else var valid10=!0;if(valid10){if(data15.chat!==void 0){let data25=data15.
chat,_errs60=errors;if(typeof data25!="string")return validate29.errors=[],!1;if(!(data25==="enabled"||data25==="disabled"||data25==="followGroup"||data25==="de\
fault"))return validate29.errors=[],!1;var valid10=_errs60===errors}else var valid10=!0;if(valid10){if(data15.remoteReboot!==void 0){let data26=data15.remoteReboot,
_errs62=errors;if(typeof data26!="string")return validate29.errors=[],!1;if(!(data26==="enabled"||data26==="disabled"||data26==="followGroup"||data26==="default"))
return validate29.errors=[],!1;var valid10=_errs62===errors}else var valid10=!0;if(valid10)if(data15.systemTools!==void 0){let data27=data15.systemTools,_errs64=errors;
if(typeof data27!="string")return validate29.errors=[],!1;if(!(data27==="enabled"||data27==="disabled"||data27==="followGroup"||data27==="default"))return validate29.
errors=[],!1;var valid10=_errs64===errors}else var valid10=!0}}}}}}}}}}}}else return validate29.errors=[],!1;var valid6=_errs39===errors}else var valid6=!0}}else
return validate29.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate29.errors=[],!1;return validate29.errors=vErrors,errors===0}
validate29.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var PreferencePolicy=validate30,schema41={$id:"PreferencePolicy",type:"object",properties:{apiVersion:{
type:"string",enum:["splashtop.io/v1"]},kind:{type:"string",enum:["PreferencePolicy"]},metadata:{type:"object",properties:{name:{type:"string",maxLength:253,pattern:"\
^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9]\
)?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9\
]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},annotations:{type:"object",maxProperties:64,propertyNames:{
pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}}},
additionalProperties:!1},spec:{type:"object",properties:{displayName:{type:"string",maxLength:128,minLength:1,pattern:"^\\S([\\s\\S]*\\S)?$"},description:{type:"\
string",maxLength:4096},settings:{type:"object",properties:{general:{type:"object",properties:{computerName:{type:"string",maxLength:64,minLength:1},autoLaunch:{
type:"boolean"},autoUpdate:{type:"boolean"},hideTrayIcon:{type:"boolean"},directConnection:{type:"boolean"},proxy:{type:"object",properties:{mode:{type:"string",
enum:["auto","manual"]},url:{type:"string",maxLength:270,pattern:"^https?://[A-Za-z0-9.\\[\\]:_-]{1,255}/?$"}},additionalProperties:!1},engine:{type:"string",enum:[
"webrtc","splashtop-streamer"]}},additionalProperties:!1},session:{type:"object",properties:{sound:{type:"string",enum:["thisComputer","remote","both","off"]},idleTimeoutMinutes:{
type:"integer",minimum:0,maximum:9999},maxSessionMinutes:{type:"integer",minimum:0,maximum:525600},indicator:{type:"object",properties:{mode:{type:"string",enum:[
"none","popup","banner","both"]},text:{type:"string",maxLength:256}},additionalProperties:!1},watermark:{type:"object",properties:{enabled:{type:"boolean"},text:{
type:"string",maxLength:256}},additionalProperties:!1},keyboardLayoutSync:{type:"boolean"}},additionalProperties:!1},security:{type:"object",properties:{additionalPassword:{
type:"object",properties:{mode:{type:"string",enum:["none","securityCode","osLogin"]},securityCode:{type:"object",nullable:!0,minProperties:1,properties:{valueFrom:{
type:"object",minProperties:1,maxProperties:1,properties:{env:{type:"string",maxLength:128,pattern:"^[A-Za-z_][A-Za-z0-9_]*$"},file:{type:"string",maxLength:512,
minLength:1},secretKeyRef:{type:"object",minProperties:2,properties:{name:{type:"string",maxLength:253,minLength:1},key:{type:"string",maxLength:253,minLength:1}},
additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1},requestPermission:{type:"object",properties:{mode:{type:"\
string",enum:["off","rejectOnTimeout","allowOnTimeout","rejectOnTimeoutAllowAtLogin"]},timeoutSeconds:{type:"integer",minimum:5,maximum:300}},additionalProperties:!1},
staleness:{type:"object",properties:{mode:{type:"string",enum:["bestEffort","strict"]},graceSeconds:{type:"integer",minimum:30,maximum:604800}},additionalProperties:!1},
lockScreenOnConnect:{type:"boolean"},lockScreenOnDisconnect:{type:"boolean"},logoffOnDisconnect:{type:"object",properties:{enabled:{type:"boolean"},afterSeconds:{
type:"integer",minimum:0,maximum:86400}},additionalProperties:!1},blankScreen:{type:"boolean"},lockInput:{type:"boolean"},copyPaste:{type:"string",enum:["enable\
d","toComputerOnly","fromComputerOnly","disabled"]},fileTransfer:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled"]},remotePrint:{type:"\
boolean"},remoteControl:{type:"boolean"},sessionRecording:{type:"object",properties:{enabled:{type:"boolean"},required:{type:"boolean"}},additionalProperties:!1}},
additionalProperties:!1},bandwidth:{type:"object",properties:{maxFrameRate:{type:"integer",minimum:1,maximum:60},maxBitrateKbps:{type:"integer",minimum:0,maximum:1e6},
maxWidth:{type:"integer",minimum:0,maximum:16384},maxHeight:{type:"integer",minimum:0,maximum:16384},quality:{type:"string",enum:["speed","balanced","sharpness"]},
codec:{type:"string",enum:["h264","vp8","av1"]}},additionalProperties:!1}},additionalProperties:!1},targets:{type:"object",properties:{computers:{type:"array",maxItems:1e5,
items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}},groups:{type:"array",maxItems:1e5,items:{
type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}}},additionalProperties:!1},admins:{type:"arr\
ay",maxItems:1e5,items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}}},additionalProperties:!1}},
additionalProperties:!1},pattern80=new RegExp("^https?://[A-Za-z0-9.\\[\\]:_-]{1,255}/?$","u");function validate30(data,{instancePath="",parentData,parentDataProperty,
rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate30.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.
dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)if(!(key0==="api\
Version"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate30.errors=[],!1;break}if(_errs1===errors){if(data.apiVersion!==void 0){let data0=data.
apiVersion,_errs2=errors;if(typeof data0!="string")return validate30.errors=[],!1;if(data0!=="splashtop.io/v1")return validate30.errors=[],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!="string")return validate30.errors=[],!1;if(data1!==
"PreferencePolicy")return validate30.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.metadata!==void 0){let data2=data.metadata,_errs6=errors;
if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)if(!(key1==="name"||key1==="namespace"||key1===
"labels"||key1==="annotations")){return validate30.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){let data3=data2.name,_errs9=errors;if(errors===
_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate30.errors=[],!1;if(!pattern4.test(data3))return validate30.errors=[],!1}else return validate30.
errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,_errs11=errors;if(errors===_errs11)
if(typeof data4=="string"){if(func1(data4)>253)return validate30.errors=[],!1;if(!pattern4.test(data4))return validate30.errors=[],!1}else return validate30.errors=
[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5==
"object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate30.errors=[],!1;for(let key2 in data5){let _errs15=errors;if(typeof key2=="strin\
g"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"\
maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+
"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-\
z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;
if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{
propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate30.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],
_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid3=_errs17===
errors;if(!valid3)break}}else return validate30.errors=[],!1;var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.
annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate30.errors=
[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"\
#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annot\
ations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};
vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"\
#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(
err5),errors++,validate30.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="s\
tring"){if(func1(data8)>1024)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate30.
errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate30.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.
spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)
if(!(key6==="displayName"||key6==="description"||key6==="settings"||key6==="targets"||key6==="admins")){return validate30.errors=[],!1;break}if(_errs27===errors){
if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(errors===_errs28)if(typeof data10=="string"){if(func1(data10)>128)return validate30.
errors=[],!1;if(func1(data10)<1)return validate30.errors=[],!1;if(!pattern8.test(data10))return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid6=_errs28===
errors}else var valid6=!0;if(valid6){if(data9.description!==void 0){let data11=data9.description,_errs30=errors;if(errors===_errs30)if(typeof data11=="string"){
if(func1(data11)>4096)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid6=_errs30===errors}else var valid6=!0;if(valid6){if(data9.settings!==
void 0){let data12=data9.settings,_errs32=errors;if(errors===_errs32)if(data12&&typeof data12=="object"&&!Array.isArray(data12)){let _errs34=errors;for(let key7 in data12)
if(!(key7==="general"||key7==="session"||key7==="security"||key7==="bandwidth")){return validate30.errors=[],!1;break}if(_errs34===errors){if(data12.general!==void 0){
let data13=data12.general,_errs35=errors;if(errors===_errs35)if(data13&&typeof data13=="object"&&!Array.isArray(data13)){let _errs37=errors;for(let key8 in data13)
if(!(key8==="computerName"||key8==="autoLaunch"||key8==="autoUpdate"||key8==="hideTrayIcon"||key8==="directConnection"||key8==="proxy"||key8==="engine")){return validate30.
errors=[],!1;break}if(_errs37===errors){if(data13.computerName!==void 0){let data14=data13.computerName,_errs38=errors;if(errors===_errs38)if(typeof data14=="st\
ring"){if(func1(data14)>64)return validate30.errors=[],!1;if(func1(data14)<1)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid8=_errs38===
errors}else var valid8=!0;if(valid8){if(data13.autoLaunch!==void 0){let _errs40=errors;if(typeof data13.autoLaunch!="boolean")return validate30.errors=[],!1;var valid8=_errs40===
errors}else var valid8=!0;if(valid8){if(data13.autoUpdate!==void 0){let _errs42=errors;if(typeof data13.autoUpdate!="boolean")return validate30.errors=[],!1;var valid8=_errs42===
errors}else var valid8=!0;if(valid8){if(data13.hideTrayIcon!==void 0){let _errs44=errors;if(typeof data13.hideTrayIcon!="boolean")return validate30.errors=[],!1;
var valid8=_errs44===errors}else var valid8=!0;if(valid8){if(data13.directConnection!==void 0){let _errs46=errors;if(typeof data13.directConnection!="boolean")return validate30.
errors=[],!1;var valid8=_errs46===errors}else var valid8=!0;if(valid8){if(data13.proxy!==void 0){let data19=data13.proxy,_errs48=errors;if(errors===_errs48)if(data19&&
typeof data19=="object"&&!Array.isArray(data19)){let _errs50=errors;for(let key9 in data19)if(!(key9==="mode"||key9==="url")){return validate30.errors=[],!1;break}
if(_errs50===errors){if(data19.mode!==void 0){let data20=data19.mode,_errs51=errors;if(typeof data20!="string")return validate30.errors=[],!1;if(!(data20==="aut\
o"||data20==="manual"))return validate30.errors=[],!1;var valid9=_errs51===errors}else var valid9=!0;if(valid9)if(data19.url!==void 0){let data21=data19.url,_errs53=errors;
if(errors===_errs53)if(typeof data21=="string"){if(func1(data21)>270)return validate30.errors=[],!1;if(!pattern80.test(data21))return validate30.errors=[],!1}else
return validate30.errors=[],!1;var valid9=_errs53===errors}else var valid9=!0}}else return validate30.errors=[],!1;var valid8=_errs48===errors}else var valid8=!0;
if(valid8)if(data13.engine!==void 0){let data22=data13.engine,_errs55=errors;if(typeof data22!="string")return validate30.errors=[],!1;if(!(data22==="webrtc"||data22===
"splashtop-streamer"))return validate30.errors=[],!1;var valid8=_errs55===errors}else var valid8=!0}}}}}}}else return validate30.errors=[],!1;var valid7=_errs35===
errors}else var valid7=!0;if(valid7){if(data12.session!==void 0){let data23=data12.session,_errs57=errors;if(errors===_errs57)if(data23&&typeof data23=="object"&&
!Array.isArray(data23)){let _errs59=errors;for(let key10 in data23)if(!(key10==="sound"||key10==="idleTimeoutMinutes"||key10==="maxSessionMinutes"||key10==="ind\
icator"||key10==="watermark"||key10==="keyboardLayoutSync")){return validate30.errors=[],!1;break}if(_errs59===errors){if(data23.sound!==void 0){let data24=data23.
sound,_errs60=errors;if(typeof data24!="string")return validate30.errors=[],!1;if(!(data24==="thisComputer"||data24==="remote"||data24==="both"||data24==="off"))
return validate30.errors=[],!1;var valid10=_errs60===errors}else var valid10=!0;if(valid10){if(data23.idleTimeoutMinutes!==void 0){let data25=data23.idleTimeoutMinutes,
_errs62=errors;if(!(typeof data25=="number"&&!(data25%1)&&!isNaN(data25)&&isFinite(data25)))return validate30.errors=[],!1;if(errors===_errs62&&typeof data25=="\
number"&&isFinite(data25)){if(data25>9999||isNaN(data25))return validate30.errors=[],!1;if(data25<0||isNaN(data25))return validate30.errors=[],!1}var valid10=_errs62===
errors}else var valid10=!0;if(valid10){if(data23.maxSessionMinutes!==void 0){let data26=data23.maxSessionMinutes,_errs64=errors;if(!(typeof data26=="number"&&!(data26%
1)&&!isNaN(data26)&&isFinite(data26)))return validate30.errors=[],!1;if(errors===_errs64&&typeof data26=="number"&&isFinite(data26)){if(data26>525600||isNaN(data26))
return validate30.errors=[],!1;if(data26<0||isNaN(data26))return validate30.errors=[],!1}var valid10=_errs64===errors}else var valid10=!0;if(valid10){if(data23.
indicator!==void 0){let data27=data23.indicator,_errs66=errors;if(errors===_errs66)if(data27&&typeof data27=="object"&&!Array.isArray(data27)){let _errs68=errors;
for(let key11 in data27)if(!(key11==="mode"||key11==="text")){return validate30.errors=[],!1;break}if(_errs68===errors){if(data27.mode!==void 0){let data28=data27.
mode,_errs69=errors;if(typeof data28!="string")return validate30.errors=[],!1;if(!(data28==="none"||data28==="popup"||data28==="banner"||data28==="both"))return validate30.
errors=[],!1;var valid11=_errs69===errors}else var valid11=!0;if(valid11)if(data27.text!==void 0){let data29=data27.text,_errs71=errors;if(errors===_errs71)if(typeof data29==
"string"){if(func1(data29)>256)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid11=_errs71===errors}else var valid11=!0}}else return validate30.
errors=[],!1;var valid10=_errs66===errors}else var valid10=!0;if(valid10){if(data23.watermark!==void 0){let data30=data23.watermark,_errs73=errors;if(errors===_errs73)
if(data30&&typeof data30=="object"&&!Array.isArray(data30)){let _errs75=errors;for(let key12 in data30)if(!(key12==="enabled"||key12==="text")){return validate30.
errors=[],!1;break}if(_errs75===errors){if(data30.enabled!==void 0){let _errs76=errors;if(typeof data30.enabled!="boolean")return validate30.errors=[],!1;var valid12=_errs76===
errors}else var valid12=!0;if(valid12)if(data30.text!==void 0){let data32=data30.text,_errs78=errors;if(errors===_errs78)if(typeof data32=="string"){if(func1(data32)>
256)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid12=_errs78===errors}else var valid12=!0}}else return validate30.errors=[],!1;var valid10=_errs73===
errors}else var valid10=!0;if(valid10)if(data23.keyboardLayoutSync!==void 0){let _errs80=errors;if(typeof data23.keyboardLayoutSync!="boolean")return validate30.
errors=[],!1;var valid10=_errs80===errors}else var valid10=!0}}}}}}else return validate30.errors=[],!1;var valid7=_errs57===errors}else var valid7=!0;if(valid7){
if(data12.security!==void 0){let data34=data12.security,_errs82=errors;if(errors===_errs82)if(data34&&typeof data34=="object"&&!Array.isArray(data34)){let _errs84=errors;
for(let key13 in data34)if(!func7.call(schema41.properties.spec.properties.settings.properties.security.properties,key13)){return validate30.errors=[],!1;break}
if(_errs84===errors){if(data34.additionalPassword!==void 0){let data35=data34.additionalPassword,_errs85=errors;if(errors===_errs85)if(data35&&typeof data35=="o\
bject"&&!Array.isArray(data35)){let _errs87=errors;for(let key14 in data35)if(!(key14==="mode"||key14==="securityCode")){return validate30.errors=[],!1;break}if(_errs87===
errors){if(data35.mode!==void 0){let data36=data35.mode,_errs88=errors;if(typeof data36!="string")return validate30.errors=[],!1;if(!(data36==="none"||data36===
"securityCode"||data36==="osLogin"))return validate30.errors=[],!1;var valid14=_errs88===errors}else var valid14=!0;if(valid14)if(data35.securityCode!==void 0){
let data37=data35.securityCode,_errs90=errors;if(!(data37&&typeof data37=="object"&&!Array.isArray(data37))&&data37!==null)return validate30.errors=[],!1;if(errors===
_errs90&&data37&&typeof data37=="object"&&!Array.isArray(data37)){if(Object.keys(data37).length<1)return validate30.errors=[],!1;{let _errs93=errors;for(let key15 in data37)
if(key15!=="valueFrom"){return validate30.errors=[],!1;break}if(_errs93===errors&&data37.valueFrom!==void 0){let data38=data37.valueFrom;if(errors===errors)if(data38&&
typeof data38=="object"&&!Array.isArray(data38)){if(Object.keys(data38).length>1)return validate30.errors=[],!1;if(Object.keys(data38).length<1)return validate30.
errors=[],!1;{let _errs96=errors;for(let key16 in data38)if(!(key16==="env"||key16==="file"||key16==="secretKeyRef")){return validate30.errors=[],!1;break}if(_errs96===
errors){if(data38.env!==void 0){let data39=data38.env,_errs97=errors;if(errors===_errs97)if(typeof data39=="string"){if(func1(data39)>128)return validate30.errors=
[],!1;if(!pattern15.test(data39))return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid16=_errs97===errors}else var valid16=!0;if(valid16){
if(data38.file!==void 0){let data40=data38.file,_errs99=errors;if(errors===_errs99)if(typeof data40=="string"){if(func1(data40)>512)return validate30.errors=[],
!1;if(func1(data40)<1)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid16=_errs99===errors}else var valid16=!0;if(valid16)if(data38.secretKeyRef!==
void 0){let data41=data38.secretKeyRef,_errs101=errors;if(errors===_errs101)if(data41&&typeof data41=="object"&&!Array.isArray(data41)){if(Object.keys(data41).length<
2)return validate30.errors=[],!1;{let _errs103=errors;for(let key17 in data41)if(!(key17==="name"||key17==="key")){return validate30.errors=[],!1;break}if(_errs103===
errors){if(data41.name!==void 0){let data42=data41.name,_errs104=errors;if(errors===_errs104)if(typeof data42=="string"){if(func1(data42)>253)return validate30.
errors=[],!1;if(func1(data42)<1)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid17=_errs104===errors}else var valid17=!0;if(valid17)
if(data41.key!==void 0){let data43=data41.key,_errs106=errors;if(errors===_errs106)if(typeof data43=="string"){if(func1(data43)>253)return validate30.errors=[],
!1;if(func1(data43)<1)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid17=_errs106===errors}else var valid17=!0}}}else return validate30.
errors=[],!1;var valid16=_errs101===errors}else var valid16=!0}}}}else return validate30.errors=[],!1}}}var valid14=_errs90===errors}else var valid14=!0}}else return validate30.
errors=[],!1;var valid13=_errs85===errors}else var valid13=!0;if(valid13){if(data34.requestPermission!==void 0){let data44=data34.requestPermission,_errs108=errors;
if(errors===_errs108)if(data44&&typeof data44=="object"&&!Array.isArray(data44)){let _errs110=errors;for(let key18 in data44)if(!(key18==="mode"||key18==="timeo\
utSeconds")){return validate30.errors=[],!1;break}if(_errs110===errors){if(data44.mode!==void 0){let data45=data44.mode,_errs111=errors;if(typeof data45!="strin\
g")return validate30.errors=[],!1;if(!(data45==="off"||data45==="rejectOnTimeout"||data45==="allowOnTimeout"||data45==="rejectOnTimeoutAllowAtLogin"))return validate30.
errors=[],!1;var valid18=_errs111===errors}else var valid18=!0;if(valid18)if(data44.timeoutSeconds!==void 0){let data46=data44.timeoutSeconds,_errs113=errors;if(!(typeof data46==
"number"&&!(data46%1)&&!isNaN(data46)&&isFinite(data46)))return validate30.errors=[],!1;if(errors===_errs113&&typeof data46=="number"&&isFinite(data46)){if(data46>
300||isNaN(data46))return validate30.errors=[],!1;if(data46<5||isNaN(data46))return validate30.errors=[],!1}var valid18=_errs113===errors}else var valid18=!0}}else
return validate30.errors=[],!1;var valid13=_errs108===errors}else var valid13=!0;if(valid13){if(data34.staleness!==void 0){let data47=data34.staleness,_errs115=errors;
if(errors===_errs115)if(data47&&typeof data47=="object"&&!Array.isArray(data47)){let _errs117=errors;for(let key19 in data47)if(!(key19==="mode"||key19==="grace\
Seconds")){return validate30.errors=[],!1;break}if(_errs117===errors){if(data47.mode!==void 0){let data48=data47.mode,_errs118=errors;if(typeof data48!="string")
return validate30.errors=[],!1;if(!(data48==="bestEffort"||data48==="strict"))return validate30.errors=[],!1;var valid19=_errs118===errors}else var valid19=!0;if(valid19)
if(data47.graceSeconds!==void 0){let data49=data47.graceSeconds,_errs120=errors;if(!(typeof data49=="number"&&!(data49%1)&&!isNaN(data49)&&isFinite(data49)))return validate30.
errors=[],!1;if(errors===_errs120&&typeof data49=="number"&&isFinite(data49)){if(data49>604800||isNaN(data49))return validate30.errors=[],!1;if(data49<30||isNaN(
data49))return validate30.errors=[],!1}var valid19=_errs120===errors}else var valid19=!0}}else return validate30.errors=[],!1;var valid13=_errs115===errors}else
var valid13=!0;if(valid13){if(data34.lockScreenOnConnect!==void 0){let _errs122=errors;if(typeof data34.lockScreenOnConnect!="boolean")return validate30.errors=
[],!1;var valid13=_errs122===errors}else var valid13=!0;if(valid13){if(data34.lockScreenOnDisconnect!==void 0){let _errs124=errors;if(typeof data34.lockScreenOnDisconnect!=
"boolean")return validate30.errors=[],!1;var valid13=_errs124===errors}else var valid13=!0;if(valid13){if(data34.logoffOnDisconnect!==void 0){let data52=data34.
logoffOnDisconnect,_errs126=errors;if(errors===_errs126)if(data52&&typeof data52=="object"&&!Array.isArray(data52)){let _errs128=errors;for(let key20 in data52)
if(!(key20==="enabled"||key20==="afterSeconds")){return validate30.errors=[],!1;break}if(_errs128===errors){if(data52.enabled!==void 0){let _errs129=errors;if(typeof data52.
enabled!="boolean")return validate30.errors=[],!1;var valid20=_errs129===errors}else var valid20=!0;if(valid20)if(data52.afterSeconds!==void 0){let data54=data52.
afterSeconds,_errs131=errors;if(!(typeof data54=="number"&&!(data54%1)&&!isNaN(data54)&&isFinite(data54)))return validate30.errors=[],!1;if(errors===_errs131&&typeof data54==
"number"&&isFinite(data54)){if(data54>86400||isNaN(data54))return validate30.errors=[],!1;if(data54<0||isNaN(data54))return validate30.errors=[],!1}var valid20=_errs131===
errors}else var valid20=!0}}else return validate30.errors=[],!1;var valid13=_errs126===errors}else var valid13=!0;if(valid13){if(data34.blankScreen!==void 0){let _errs133=errors;
if(typeof data34.blankScreen!="boolean")return validate30.errors=[],!1;var valid13=_errs133===errors}else var valid13=!0;if(valid13){if(data34.lockInput!==void 0){
let _errs135=errors;if(typeof data34.lockInput!="boolean")return validate30.errors=[],!1;var valid13=_errs135===errors}else var valid13=!0;if(valid13){if(data34.
copyPaste!==void 0){let data57=data34.copyPaste,_errs137=errors;if(typeof data57!="string")return validate30.errors=[],!1;if(!(data57==="enabled"||data57==="toC\
omputerOnly"||data57==="fromComputerOnly"||data57==="disabled"))return validate30.errors=[],!1;var valid13=_errs137===errors}else var valid13=!0;if(valid13){if(data34.
fileTransfer!==void 0){let data58=data34.fileTransfer,_errs139=errors;if(typeof data58!="string")return validate30.errors=[],!1;if(!(data58==="enabled"||data58===
"toComputerOnly"||data58==="fromComputerOnly"||data58==="disabled"))return validate30.errors=[],!1;var valid13=_errs139===errors}else var valid13=!0;if(valid13){
if(data34.remotePrint!==void 0){let _errs141=errors;if(typeof data34.remotePrint!="boolean")return validate30.errors=[],!1;var valid13=_errs141===errors}else var valid13=!0;
if(valid13){if(data34.remoteControl!==void 0){let _errs143=errors;if(typeof data34.remoteControl!="boolean")return validate30.errors=[],!1;var valid13=_errs143===
errors}else var valid13=!0;if(valid13)if(data34.sessionRecording!==void 0){let data61=data34.sessionRecording,_errs145=errors;if(errors===_errs145)if(data61&&typeof data61==
"object"&&!Array.isArray(data61)){let _errs147=errors;for(let key21 in data61)if(!(key21==="enabled"||key21==="required")){return validate30.errors=[],!1;break}
if(_errs147===errors){if(data61.enabled!==void 0){let _errs148=errors;if(typeof data61.enabled!="boolean")return validate30.errors=[],!1;var valid21=_errs148===
errors}else var valid21=!0;if(valid21)if(data61.required!==void 0){let _errs150=errors;if(typeof data61.required!="boolean")return validate30.errors=[],!1;var valid21=_errs150===
errors}else var valid21=!0}}else return validate30.errors=[],!1;var valid13=_errs145===errors}else var valid13=!0}}}}}}}}}}}}}else return validate30.errors=[],!1;
var valid7=_errs82===errors}else var valid7=!0;if(valid7)if(data12.bandwidth!==void 0){let data64=data12.bandwidth,_errs152=errors;if(errors===_errs152)if(data64&&
typeof data64=="object"&&!Array.isArray(data64)){let _errs154=errors;for(let key22 in data64)if(!(key22==="maxFrameRate"||key22==="maxBitrateKbps"||key22==="max\
Width"||key22==="maxHeight"||key22==="quality"||key22==="codec")){return validate30.errors=[],!1;break}if(_errs154===errors){if(data64.maxFrameRate!==void 0){let data65=data64.
maxFrameRate,_errs155=errors;if(!(typeof data65=="number"&&!(data65%1)&&!isNaN(data65)&&isFinite(data65)))return validate30.errors=[],!1;if(errors===_errs155&&typeof data65==
"number"&&isFinite(data65)){if(data65>60||isNaN(data65))return validate30.errors=[],!1;if(data65<1||isNaN(data65))return validate30.errors=[],!1}var valid22=_errs155===
errors}else var valid22=!0;if(valid22){if(data64.maxBitrateKbps!==void 0){let data66=data64.maxBitrateKbps,_errs157=errors;if(!(typeof data66=="number"&&!(data66%
1)&&!isNaN(data66)&&isFinite(data66)))return validate30.errors=[],!1;if(errors===_errs157&&typeof data66=="number"&&isFinite(data66)){if(data66>1e6||isNaN(data66))
return validate30.errors=[],!1;if(data66<0||isNaN(data66))return validate30.errors=[],!1}var valid22=_errs157===errors}else var valid22=!0;if(valid22){if(data64.
maxWidth!==void 0){let data67=data64.maxWidth,_errs159=errors;if(!(typeof data67=="number"&&!(data67%1)&&!isNaN(data67)&&isFinite(data67)))return validate30.errors=
[],!1;if(errors===_errs159&&typeof data67=="number"&&isFinite(data67)){if(data67>16384||isNaN(data67))return validate30.errors=[],!1;if(data67<0||isNaN(data67))
return validate30.errors=[],!1}var valid22=_errs159===errors}else var valid22=!0;if(valid22){if(data64.maxHeight!==void 0){let data68=data64.maxHeight,_errs161=errors;
if(!(typeof data68=="number"&&!(data68%1)&&!isNaN(data68)&&isFinite(data68)))return validate30.errors=[],!1;if(errors===_errs161&&typeof data68=="number"&&isFinite(
data68)){if(data68>16384||isNaN(data68))return validate30.errors=[],!1;if(data68<0||isNaN(data68))return validate30.errors=[],!1}var valid22=_errs161===errors}else
var valid22=!0;if(valid22){if(data64.quality!==void 0){let data69=data64.quality,_errs163=errors;if(typeof data69!="string")return validate30.errors=[],!1;if(!(data69===
"speed"||data69==="balanced"||data69==="sharpness"))return validate30.errors=[],!1;var valid22=_errs163===errors}else var valid22=!0;if(valid22)if(data64.codec!==
void 0){let data70=data64.codec,_errs165=errors;if(typeof data70!="string")return validate30.errors=[],!1;if(!(data70==="h264"||data70==="vp8"||data70==="av1"))
return validate30.errors=[],!1;var valid22=_errs165===errors}else var valid22=!0}}}}}}else return validate30.errors=[],!1;var valid7=_errs152===errors}else var valid7=!0}}}}else
return validate30.errors=[],!1;var valid6=_errs32===errors}else var valid6=!0;if(valid6){if(data9.targets!==void 0){let data71=data9.targets,_errs167=errors;if(errors===
_errs167)if(data71&&typeof data71=="object"&&!Array.isArray(data71)){let _errs169=errors;for(let key23 in data71)if(!(key23==="computers"||key23==="groups")){return validate30.
errors=[],!1;break}if(_errs169===errors){if(data71.computers!==void 0){let data72=data71.computers,_errs170=errors;if(errors===_errs170)if(Array.isArray(data72)){
if(data72.length>1e5)return validate30.errors=[],!1;{var valid24=!0;let len0=data72.length;for(let i0=0;i0<len0;i0++){let data73=data72[i0],_errs172=errors;if(errors===
_errs172)if(typeof data73=="string"){if(func1(data73)>253)return validate30.errors=[],!1;if(!pattern4.test(data73))return validate30.errors=[],!1}else return validate30.
errors=[],!1;var valid24=_errs172===errors;if(!valid24)break}}}else return validate30.errors=[],!1;var valid23=_errs170===errors}else var valid23=!0;if(valid23)
if(data71.groups!==void 0){let data74=data71.groups,_errs174=errors;if(errors===_errs174)if(Array.isArray(data74)){if(data74.length>1e5)return validate30.errors=
[],!1;{var valid25=!0;let len1=data74.length;for(let i1=0;i1<len1;i1++){let data75=data74[i1],_errs176=errors;if(errors===_errs176)if(typeof data75=="string"){if(func1(
data75)>253)return validate30.errors=[],!1;if(!pattern4.test(data75))return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid25=_errs176===errors;
if(!valid25)break}}}else return validate30.errors=[],!1;var valid23=_errs174===errors}else var valid23=!0}}else return validate30.errors=[],!1;var valid6=_errs167===
errors}else var valid6=!0;if(valid6)if(data9.admins!==void 0){let data76=data9.admins,_errs178=errors;if(errors===_errs178)if(Array.isArray(data76)){if(data76.length>
1e5)return validate30.errors=[],!1;{var valid26=!0;let len2=data76.length;for(let i2=0;i2<len2;i2++){let data77=data76[i2],_errs180=errors;if(errors===_errs180)
if(typeof data77=="string"){if(func1(data77)>253)return validate30.errors=[],!1;if(!pattern4.test(data77))return validate30.errors=[],!1}else return validate30.
errors=[],!1;var valid26=_errs180===errors;if(!valid26)break}}}else return validate30.errors=[],!1;var valid6=_errs178===errors}else var valid6=!0}}}}}else return validate30.
errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate30.errors=[],!1;return validate30.errors=vErrors,errors===0}validate30.evaluated=
{props:!0,dynamicProps:!1,dynamicItems:!1};var DeploymentPackage=validate31,schema42={$id:"DeploymentPackage",type:"object",properties:{apiVersion:{type:"string",
enum:["splashtop.io/v1"]},kind:{type:"string",enum:["DeploymentPackage"]},metadata:{type:"object",properties:{name:{type:"string",maxLength:253,pattern:"^[a-z0-\
9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a\
-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-\
z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},annotations:{type:"object",maxProperties:64,propertyNames:{pattern:"\
^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}}},additionalProperties:!1},
spec:{type:"object",properties:{displayName:{type:"string",maxLength:128,minLength:1,pattern:"^\\S([\\s\\S]*\\S)?$"},description:{type:"string",maxLength:4096},
settings:{type:"object",properties:{general:{type:"object",properties:{computerName:{type:"string",maxLength:64,minLength:1},autoLaunch:{type:"boolean"},autoUpdate:{
type:"boolean"},hideTrayIcon:{type:"boolean"},directConnection:{type:"boolean"},proxy:{type:"object",properties:{mode:{type:"string",enum:["auto","manual"]},url:{
type:"string",maxLength:270,pattern:"^https?://[A-Za-z0-9.\\[\\]:_-]{1,255}/?$"}},additionalProperties:!1},engine:{type:"string",enum:["webrtc","splashtop-strea\
mer"]}},additionalProperties:!1},session:{type:"object",properties:{sound:{type:"string",enum:["thisComputer","remote","both","off"]},idleTimeoutMinutes:{type:"\
integer",minimum:0,maximum:9999},maxSessionMinutes:{type:"integer",minimum:0,maximum:525600},indicator:{type:"object",properties:{mode:{type:"string",enum:["non\
e","popup","banner","both"]},text:{type:"string",maxLength:256}},additionalProperties:!1},watermark:{type:"object",properties:{enabled:{type:"boolean"},text:{type:"\
string",maxLength:256}},additionalProperties:!1},keyboardLayoutSync:{type:"boolean"}},additionalProperties:!1},security:{type:"object",properties:{additionalPassword:{
type:"object",properties:{mode:{type:"string",enum:["none","securityCode","osLogin"]},securityCode:{type:"object",nullable:!0,minProperties:1,properties:{valueFrom:{
type:"object",minProperties:1,maxProperties:1,properties:{env:{type:"string",maxLength:128,pattern:"^[A-Za-z_][A-Za-z0-9_]*$"},file:{type:"string",maxLength:512,
minLength:1},secretKeyRef:{type:"object",minProperties:2,properties:{name:{type:"string",maxLength:253,minLength:1},key:{type:"string",maxLength:253,minLength:1}},
additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1},requestPermission:{type:"object",properties:{mode:{type:"\
string",enum:["off","rejectOnTimeout","allowOnTimeout","rejectOnTimeoutAllowAtLogin"]},timeoutSeconds:{type:"integer",minimum:5,maximum:300}},additionalProperties:!1},
staleness:{type:"object",properties:{mode:{type:"string",enum:["bestEffort","strict"]},graceSeconds:{type:"integer",minimum:30,maximum:604800}},additionalProperties:!1},
lockScreenOnConnect:{type:"boolean"},lockScreenOnDisconnect:{type:"boolean"},logoffOnDisconnect:{type:"object",properties:{enabled:{type:"boolean"},afterSeconds:{
type:"integer",minimum:0,maximum:86400}},additionalProperties:!1},blankScreen:{type:"boolean"},lockInput:{type:"boolean"},copyPaste:{type:"string",enum:["enable\
d","toComputerOnly","fromComputerOnly","disabled"]},fileTransfer:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled"]},remotePrint:{type:"\
boolean"},remoteControl:{type:"boolean"},sessionRecording:{type:"object",properties:{enabled:{type:"boolean"},required:{type:"boolean"}},additionalProperties:!1}},
additionalProperties:!1},bandwidth:{type:"object",properties:{maxFrameRate:{type:"integer",minimum:1,maximum:60},maxBitrateKbps:{type:"integer",minimum:0,maximum:1e6},
maxWidth:{type:"integer",minimum:0,maximum:16384},maxHeight:{type:"integer",minimum:0,maximum:16384},quality:{type:"string",enum:["speed","balanced","sharpness"]},
codec:{type:"string",enum:["h264","vp8","av1"]}},additionalProperties:!1}},additionalProperties:!1},namingRule:{type:"string",enum:["hostname","customPlusSequen\
ce","customOrHostname"]},customName:{type:"string",maxLength:56,minLength:1,pattern:'^[^<>,;:"*+=\\\\`|?]*$'},group:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{\
0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253,nullable:!0},preferencePolicy:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])\
?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253,nullable:!0},lockSettings:{type:"object",properties:{withAdminCredentials:{type:"boolean"}},additionalProperties:!1},
platforms:{type:"array",maxItems:1e5,items:{type:"string",enum:["android","linux","macos","windows"]}},expiresAt:{type:"string",maxLength:40,format:"instant",nullable:!0},
maxEnrolments:{type:"integer",minimum:1,maximum:1e6,nullable:!0},approval:{type:"string",enum:["none","required"]}},additionalProperties:!1}},additionalProperties:!1},
pattern92=new RegExp('^[^<>,;:"*+=\\\\`|?]*$',"u"),formats32=formats.instant;function validate31(data,{instancePath="",parentData,parentDataProperty,rootData=data,
dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate31.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&
(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0===
"kind"||key0==="metadata"||key0==="spec")){return validate31.errors=[],!1;break}if(_errs1===errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;
if(typeof data0!="string")return validate31.errors=[],!1;if(data0!=="splashtop.io/v1")return validate31.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!="string")return validate31.errors=[],!1;if(data1!=="DeploymentPackage")return validate31.
errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.metadata!==void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&
typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotati\
ons")){return validate31.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="\
string"){if(func1(data3)>253)return validate31.errors=[],!1;if(!pattern4.test(data3))return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid1=_errs9===
errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(
data4)>253)return validate31.errors=[],!1;if(!pattern4.test(data4))return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid1=_errs11===errors}else
var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){
if(Object.keys(data5).length>64)return validate31.errors=[],!1;for(let key2 in data5){let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={
instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},
propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+"/metadata/labels",
schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-\
9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={
instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};
return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate31.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;
if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid3=_errs17===errors;
if(!valid3)break}}else return validate31.errors=[],!1;var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,
_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate31.errors=[],!1;for(let key4 in data7){
let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/p\
roperties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.
test(key4)){let err4={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"\
pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:
vErrors.push(err4),errors++}}var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metada\
ta/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate31.
errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)
return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate31.errors=[],!1;var valid1=_errs19===
errors}else var valid1=!0}}}}else return validate31.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,
_errs25=errors;if(errors===_errs25)if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!func7.call(schema42.properties.
spec.properties,key6)){return validate31.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(errors===
_errs28)if(typeof data10=="string"){if(func1(data10)>128)return validate31.errors=[],!1;if(func1(data10)<1)return validate31.errors=[],!1;if(!pattern8.test(data10))
return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.description!==void 0){let data11=data9.
description,_errs30=errors;if(errors===_errs30)if(typeof data11=="string"){if(func1(data11)>4096)return validate31.errors=[],!1}else return validate31.errors=[],
!1;var valid6=_errs30===errors}else var valid6=!0;if(valid6){if(data9.settings!==void 0){let data12=data9.settings,_errs32=errors;if(errors===_errs32)if(data12&&
typeof data12=="object"&&!Array.isArray(data12)){let _errs34=errors;for(let key7 in data12)if(!(key7==="general"||key7==="session"||key7==="security"||key7==="b\
andwidth")){return validate31.errors=[],!1;break}if(_errs34===errors){if(data12.general!==void 0){let data13=data12.general,_errs35=errors;if(errors===_errs35)if(data13&&
typeof data13=="object"&&!Array.isArray(data13)){let _errs37=errors;for(let key8 in data13)if(!(key8==="computerName"||key8==="autoLaunch"||key8==="autoUpdate"||
key8==="hideTrayIcon"||key8==="directConnection"||key8==="proxy"||key8==="engine")){return validate31.errors=[],!1;break}if(_errs37===errors){if(data13.computerName!==
void 0){let data14=data13.computerName,_errs38=errors;if(errors===_errs38)if(typeof data14=="string"){if(func1(data14)>64)return validate31.errors=[],!1;if(func1(
data14)<1)return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid8=_errs38===errors}else var valid8=!0;if(valid8){if(data13.autoLaunch!==void 0){
let _errs40=errors;if(typeof data13.autoLaunch!="boolean")return validate31.errors=[],!1;var valid8=_errs40===errors}else var valid8=!0;if(valid8){if(data13.autoUpdate!==
void 0){let _errs42=errors;if(typeof data13.autoUpdate!="boolean")return validate31.errors=[],!1;var valid8=_errs42===errors}else var valid8=!0;if(valid8){if(data13.
hideTrayIcon!==void 0){let _errs44=errors;if(typeof data13.hideTrayIcon!="boolean")return validate31.errors=[],!1;var valid8=_errs44===errors}else var valid8=!0;
if(valid8){if(data13.directConnection!==void 0){let _errs46=errors;if(typeof data13.directConnection!="boolean")return validate31.errors=[],!1;var valid8=_errs46===
errors}else var valid8=!0;if(valid8){if(data13.proxy!==void 0){let data19=data13.proxy,_errs48=errors;if(errors===_errs48)if(data19&&typeof data19=="object"&&!Array.
isArray(data19)){let _errs50=errors;for(let key9 in data19)if(!(key9==="mode"||key9==="url")){return validate31.errors=[],!1;break}if(_errs50===errors){if(data19.
mode!==void 0){let data20=data19.mode,_errs51=errors;if(typeof data20!="string")return validate31.errors=[],!1;if(!(data20==="auto"||data20==="manual"))return validate31.
errors=[],!1;var valid9=_errs51===errors}else var valid9=!0;if(valid9)if(data19.url!==void 0){let data21=data19.url,_errs53=errors;if(errors===_errs53)if(typeof data21==
"string"){if(func1(data21)>270)return validate31.errors=[],!1;if(!pattern80.test(data21))return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid9=_errs53===
errors}else var valid9=!0}}else return validate31.errors=[],!1;var valid8=_errs48===errors}else var valid8=!0;if(valid8)if(data13.engine!==void 0){let data22=data13.
engine,_errs55=errors;if(typeof data22!="string")return validate31.errors=[],!1;if(!(data22==="webrtc"||data22==="splashtop-streamer"))return validate31.errors=
[],!1;var valid8=_errs55===errors}else var valid8=!0}}}}}}}else return validate31.errors=[],!1;var valid7=_errs35===errors}else var valid7=!0;if(valid7){if(data12.
session!==void 0){let data23=data12.session,_errs57=errors;if(errors===_errs57)if(data23&&typeof data23=="object"&&!Array.isArray(data23)){let _errs59=errors;for(let key10 in data23)
if(!(key10==="sound"||key10==="idleTimeoutMinutes"||key10==="maxSessionMinutes"||key10==="indicator"||key10==="watermark"||key10==="keyboardLayoutSync")){return validate31.
errors=[],!1;break}if(_errs59===errors){if(data23.sound!==void 0){let data24=data23.sound,_errs60=errors;if(typeof data24!="string")return validate31.errors=[],
!1;if(!(data24==="thisComputer"||data24==="remote"||data24==="both"||data24==="off"))return validate31.errors=[],!1;var valid10=_errs60===errors}else var valid10=!0;
if(valid10){if(data23.idleTimeoutMinutes!==void 0){let data25=data23.idleTimeoutMinutes,_errs62=errors;if(!(typeof data25=="number"&&!(data25%1)&&!isNaN(data25)&&
isFinite(data25)))return validate31.errors=[],!1;if(errors===_errs62&&typeof data25=="number"&&isFinite(data25)){if(data25>9999||isNaN(data25))return validate31.
errors=[],!1;if(data25<0||isNaN(data25))return validate31.errors=[],!1}var valid10=_errs62===errors}else var valid10=!0;if(valid10){if(data23.maxSessionMinutes!==
void 0){let data26=data23.maxSessionMinutes,_errs64=errors;if(!(typeof data26=="number"&&!(data26%1)&&!isNaN(data26)&&isFinite(data26)))return validate31.errors=
[],!1;if(errors===_errs64&&typeof data26=="number"&&isFinite(data26)){if(data26>525600||isNaN(data26))return validate31.errors=[],!1;if(data26<0||isNaN(data26))
return validate31.errors=[],!1}var valid10=_errs64===errors}else var valid10=!0;if(valid10){if(data23.indicator!==void 0){let data27=data23.indicator,_errs66=errors;
if(errors===_errs66)if(data27&&typeof data27=="object"&&!Array.isArray(data27)){let _errs68=errors;for(let key11 in data27)if(!(key11==="mode"||key11==="text")){
return validate31.errors=[],!1;break}if(_errs68===errors){if(data27.mode!==void 0){let data28=data27.mode,_errs69=errors;if(typeof data28!="string")return validate31.
errors=[],!1;if(!(data28==="none"||data28==="popup"||data28==="banner"||data28==="both"))return validate31.errors=[],!1;var valid11=_errs69===errors}else var valid11=!0;
if(valid11)if(data27.text!==void 0){let data29=data27.text,_errs71=errors;if(errors===_errs71)if(typeof data29=="string"){if(func1(data29)>256)return validate31.
errors=[],!1}else return validate31.errors=[],!1;var valid11=_errs71===errors}else var valid11=!0}}else return validate31.errors=[],!1;var valid10=_errs66===errors}else
var valid10=!0;if(valid10){if(data23.watermark!==void 0){let data30=data23.watermark,_errs73=errors;if(errors===_errs73)if(data30&&typeof data30=="object"&&!Array.
isArray(data30)){let _errs75=errors;for(let key12 in data30)if(!(key12==="enabled"||key12==="text")){return validate31.errors=[],!1;break}if(_errs75===errors){if(data30.
enabled!==void 0){let _errs76=errors;if(typeof data30.enabled!="boolean")return validate31.errors=[],!1;var valid12=_errs76===errors}else var valid12=!0;if(valid12)
if(data30.text!==void 0){let data32=data30.text,_errs78=errors;if(errors===_errs78)if(typeof data32=="string"){if(func1(data32)>256)return validate31.errors=[],
!1}else return validate31.errors=[],!1;var valid12=_errs78===errors}else var valid12=!0}}else return validate31.errors=[],!1;var valid10=_errs73===errors}else var valid10=!0;
if(valid10)if(data23.keyboardLayoutSync!==void 0){let _errs80=errors;if(typeof data23.keyboardLayoutSync!="boolean")return validate31.errors=[],!1;var valid10=_errs80===
errors}else var valid10=!0}}}}}}else return validate31.errors=[],!1;var valid7=_errs57===errors}else var valid7=!0;if(valid7){if(data12.security!==void 0){let data34=data12.
security,_errs82=errors;if(errors===_errs82)if(data34&&typeof data34=="object"&&!Array.isArray(data34)){let _errs84=errors;for(let key13 in data34)if(!func7.call(
schema42.properties.spec.properties.settings.properties.security.properties,key13)){return validate31.errors=[],!1;break}if(_errs84===errors){if(data34.additionalPassword!==
void 0){let data35=data34.additionalPassword,_errs85=errors;if(errors===_errs85)if(data35&&typeof data35=="object"&&!Array.isArray(data35)){let _errs87=errors;for(let key14 in data35)
if(!(key14==="mode"||key14==="securityCode")){return validate31.errors=[],!1;break}if(_errs87===errors){if(data35.mode!==void 0){let data36=data35.mode,_errs88=errors;
if(typeof data36!="string")return validate31.errors=[],!1;if(!(data36==="none"||data36==="securityCode"||data36==="osLogin"))return validate31.errors=[],!1;var valid14=_errs88===
errors}else var valid14=!0;if(valid14)if(data35.securityCode!==void 0){let data37=data35.securityCode,_errs90=errors;if(!(data37&&typeof data37=="object"&&!Array.
isArray(data37))&&data37!==null)return validate31.errors=[],!1;if(errors===_errs90&&data37&&typeof data37=="object"&&!Array.isArray(data37)){if(Object.keys(data37).
length<1)return validate31.errors=[],!1;{let _errs93=errors;for(let key15 in data37)if(key15!=="valueFrom"){return validate31.errors=[],!1;break}if(_errs93===errors&&
data37.valueFrom!==void 0){let data38=data37.valueFrom;if(errors===errors)if(data38&&typeof data38=="object"&&!Array.isArray(data38)){if(Object.keys(data38).length>
1)return validate31.errors=[],!1;if(Object.keys(data38).length<1)return validate31.errors=[],!1;{let _errs96=errors;for(let key16 in data38)if(!(key16==="env"||
key16==="file"||key16==="secretKeyRef")){return validate31.errors=[],!1;break}if(_errs96===errors){if(data38.env!==void 0){let data39=data38.env,_errs97=errors;
if(errors===_errs97)if(typeof data39=="string"){if(func1(data39)>128)return validate31.errors=[],!1;if(!pattern15.test(data39))return validate31.errors=[],!1}else
return validate31.errors=[],!1;var valid16=_errs97===errors}else var valid16=!0;if(valid16){if(data38.file!==void 0){let data40=data38.file,_errs99=errors;if(errors===
_errs99)if(typeof data40=="string"){if(func1(data40)>512)return validate31.errors=[],!1;if(func1(data40)<1)return validate31.errors=[],!1}else return validate31.
errors=[],!1;var valid16=_errs99===errors}else var valid16=!0;if(valid16)if(data38.secretKeyRef!==void 0){let data41=data38.secretKeyRef,_errs101=errors;if(errors===
_errs101)if(data41&&typeof data41=="object"&&!Array.isArray(data41)){if(Object.keys(data41).length<2)return validate31.errors=[],!1;{let _errs103=errors;for(let key17 in data41)
if(!(key17==="name"||key17==="key")){return validate31.errors=[],!1;break}if(_errs103===errors){if(data41.name!==void 0){let data42=data41.name,_errs104=errors;
if(errors===_errs104)if(typeof data42=="string"){if(func1(data42)>253)return validate31.errors=[],!1;if(func1(data42)<1)return validate31.errors=[],!1}else return validate31.
errors=[],!1;var valid17=_errs104===errors}else var valid17=!0;if(valid17)if(data41.key!==void 0){let data43=data41.key,_errs106=errors;if(errors===_errs106)if(typeof data43==
"string"){if(func1(data43)>253)return validate31.errors=[],!1;if(func1(data43)<1)return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid17=_errs106===
errors}else var valid17=!0}}}else return validate31.errors=[],!1;var valid16=_errs101===errors}else var valid16=!0}}}}else return validate31.errors=[],!1}}}var valid14=_errs90===
errors}else var valid14=!0}}else return validate31.errors=[],!1;var valid13=_errs85===errors}else var valid13=!0;if(valid13){if(data34.requestPermission!==void 0){
let data44=data34.requestPermission,_errs108=errors;if(errors===_errs108)if(data44&&typeof data44=="object"&&!Array.isArray(data44)){let _errs110=errors;for(let key18 in data44)
if(!(key18==="mode"||key18==="timeoutSeconds")){return validate31.errors=[],!1;break}if(_errs110===errors){if(data44.mode!==void 0){let data45=data44.mode,_errs111=errors;
if(typeof data45!="string")return validate31.errors=[],!1;if(!(data45==="off"||data45==="rejectOnTimeout"||data45==="allowOnTimeout"||data45==="rejectOnTimeoutA\
llowAtLogin"))return validate31.errors=[],!1;var valid18=_errs111===errors}else var valid18=!0;if(valid18)if(data44.timeoutSeconds!==void 0){let data46=data44.timeoutSeconds,
_errs113=errors;if(!(typeof data46=="number"&&!(data46%1)&&!isNaN(data46)&&isFinite(data46)))return validate31.errors=[],!1;if(errors===_errs113&&typeof data46==
"number"&&isFinite(data46)){if(data46>300||isNaN(data46))return validate31.errors=[],!1;if(data46<5||isNaN(data46))return validate31.errors=[],!1}var valid18=_errs113===
errors}else var valid18=!0}}else return validate31.errors=[],!1;var valid13=_errs108===errors}else var valid13=!0;if(valid13){if(data34.staleness!==void 0){let data47=data34.
staleness,_errs115=errors;if(errors===_errs115)if(data47&&typeof data47=="object"&&!Array.isArray(data47)){let _errs117=errors;for(let key19 in data47)if(!(key19===
"mode"||key19==="graceSeconds")){return validate31.errors=[],!1;break}if(_errs117===errors){if(data47.mode!==void 0){let data48=data47.mode,_errs118=errors;if(typeof data48!=
"string")return validate31.errors=[],!1;if(!(data48==="bestEffort"||data48==="strict"))return validate31.errors=[],!1;var valid19=_errs118===errors}else var valid19=!0;
if(valid19)if(data47.graceSeconds!==void 0){let data49=data47.graceSeconds,_errs120=errors;if(!(typeof data49=="number"&&!(data49%1)&&!isNaN(data49)&&isFinite(data49)))
return validate31.errors=[],!1;if(errors===_errs120&&typeof data49=="number"&&isFinite(data49)){if(data49>604800||isNaN(data49))return validate31.errors=[],!1;if(data49<
30||isNaN(data49))return validate31.errors=[],!1}var valid19=_errs120===errors}else var valid19=!0}}else return validate31.errors=[],!1;var valid13=_errs115===errors}else
var valid13=!0;if(valid13){if(data34.lockScreenOnConnect!==void 0){let _errs122=errors;if(typeof data34.lockScreenOnConnect!="boolean")return validate31.errors=
[],!1;var valid13=_errs122===errors}else var valid13=!0;if(valid13){if(data34.lockScreenOnDisconnect!==void 0){let _errs124=errors;if(typeof data34.lockScreenOnDisconnect!=
"boolean")return validate31.errors=[],!1;var valid13=_errs124===errors}else var valid13=!0;if(valid13){if(data34.logoffOnDisconnect!==void 0){let data52=data34.
logoffOnDisconnect,_errs126=errors;if(errors===_errs126)if(data52&&typeof data52=="object"&&!Array.isArray(data52)){let _errs128=errors;for(let key20 in data52)
if(!(key20==="enabled"||key20==="afterSeconds")){return validate31.errors=[],!1;break}if(_errs128===errors){if(data52.enabled!==void 0){let _errs129=errors;if(typeof data52.
enabled!="boolean")return validate31.errors=[],!1;var valid20=_errs129===errors}else var valid20=!0;if(valid20)if(data52.afterSeconds!==void 0){let data54=data52.
afterSeconds,_errs131=errors;if(!(typeof data54=="number"&&!(data54%1)&&!isNaN(data54)&&isFinite(data54)))return validate31.errors=[],!1;if(errors===_errs131&&typeof data54==
"number"&&isFinite(data54)){if(data54>86400||isNaN(data54))return validate31.errors=[],!1;if(data54<0||isNaN(data54))return validate31.errors=[],!1}var valid20=_errs131===
errors}else var valid20=!0}}else return validate31.errors=[],!1;var valid13=_errs126===errors}else var valid13=!0;if(valid13){if(data34.blankScreen!==void 0){let _errs133=errors;
if(typeof data34.blankScreen!="boolean")return validate31.errors=[],!1;var valid13=_errs133===errors}else var valid13=!0;if(valid13){if(data34.lockInput!==void 0){
let _errs135=errors;if(typeof data34.lockInput!="boolean")return validate31.errors=[],!1;var valid13=_errs135===errors}else var valid13=!0;if(valid13){if(data34.
copyPaste!==void 0){let data57=data34.copyPaste,_errs137=errors;if(typeof data57!="string")return validate31.errors=[],!1;if(!(data57==="enabled"||data57==="toC\
omputerOnly"||data57==="fromComputerOnly"||data57==="disabled"))return validate31.errors=[],!1;var valid13=_errs137===errors}else var valid13=!0;if(valid13){if(data34.
fileTransfer!==void 0){let data58=data34.fileTransfer,_errs139=errors;if(typeof data58!="string")return validate31.errors=[],!1;if(!(data58==="enabled"||data58===
"toComputerOnly"||data58==="fromComputerOnly"||data58==="disabled"))return validate31.errors=[],!1;var valid13=_errs139===errors}else var valid13=!0;if(valid13){
if(data34.remotePrint!==void 0){let _errs141=errors;if(typeof data34.remotePrint!="boolean")return validate31.errors=[],!1;var valid13=_errs141===errors}else var valid13=!0;
if(valid13){if(data34.remoteControl!==void 0){let _errs143=errors;if(typeof data34.remoteControl!="boolean")return validate31.errors=[],!1;var valid13=_errs143===
errors}else var valid13=!0;if(valid13)if(data34.sessionRecording!==void 0){let data61=data34.sessionRecording,_errs145=errors;if(errors===_errs145)if(data61&&typeof data61==
"object"&&!Array.isArray(data61)){let _errs147=errors;for(let key21 in data61)if(!(key21==="enabled"||key21==="required")){return validate31.errors=[],!1;break}
if(_errs147===errors){if(data61.enabled!==void 0){let _errs148=errors;if(typeof data61.enabled!="boolean")return validate31.errors=[],!1;var valid21=_errs148===
errors}else var valid21=!0;if(valid21)if(data61.required!==void 0){let _errs150=errors;if(typeof data61.required!="boolean")return validate31.errors=[],!1;var valid21=_errs150===
errors}else var valid21=!0}}else return validate31.errors=[],!1;var valid13=_errs145===errors}else var valid13=!0}}}}}}}}}}}}}else return validate31.errors=[],!1;
var valid7=_errs82===errors}else var valid7=!0;if(valid7)if(data12.bandwidth!==void 0){let data64=data12.bandwidth,_errs152=errors;if(errors===_errs152)if(data64&&
typeof data64=="object"&&!Array.isArray(data64)){let _errs154=errors;for(let key22 in data64)if(!(key22==="maxFrameRate"||key22==="maxBitrateKbps"||key22==="max\
Width"||key22==="maxHeight"||key22==="quality"||key22==="codec")){return validate31.errors=[],!1;break}if(_errs154===errors){if(data64.maxFrameRate!==void 0){let data65=data64.
maxFrameRate,_errs155=errors;if(!(typeof data65=="number"&&!(data65%1)&&!isNaN(data65)&&isFinite(data65)))return validate31.errors=[],!1;if(errors===_errs155&&typeof data65==
"number"&&isFinite(data65)){if(data65>60||isNaN(data65))return validate31.errors=[],!1;if(data65<1||isNaN(data65))return validate31.errors=[],!1}var valid22=_errs155===
errors}else var valid22=!0;if(valid22){if(data64.maxBitrateKbps!==void 0){let data66=data64.maxBitrateKbps,_errs157=errors;if(!(typeof data66=="number"&&!(data66%
1)&&!isNaN(data66)&&isFinite(data66)))return validate31.errors=[],!1;if(errors===_errs157&&typeof data66=="number"&&isFinite(data66)){if(data66>1e6||isNaN(data66))
return validate31.errors=[],!1;if(data66<0||isNaN(data66))return validate31.errors=[],!1}var valid22=_errs157===errors}else var valid22=!0;if(valid22){if(data64.
maxWidth!==void 0){let data67=data64.maxWidth,_errs159=errors;if(!(typeof data67=="number"&&!(data67%1)&&!isNaN(data67)&&isFinite(data67)))return validate31.errors=
[],!1;if(errors===_errs159&&typeof data67=="number"&&isFinite(data67)){if(data67>16384||isNaN(data67))return validate31.errors=[],!1;if(data67<0||isNaN(data67))
return validate31.errors=[],!1}var valid22=_errs159===errors}else var valid22=!0;if(valid22){if(data64.maxHeight!==void 0){let data68=data64.maxHeight,_errs161=errors;
if(!(typeof data68=="number"&&!(data68%1)&&!isNaN(data68)&&isFinite(data68)))return validate31.errors=[],!1;if(errors===_errs161&&typeof data68=="number"&&isFinite(
data68)){if(data68>16384||isNaN(data68))return validate31.errors=[],!1;if(data68<0||isNaN(data68))return validate31.errors=[],!1}var valid22=_errs161===errors}else
var valid22=!0;if(valid22){if(data64.quality!==void 0){let data69=data64.quality,_errs163=errors;if(typeof data69!="string")return validate31.errors=[],!1;if(!(data69===
"speed"||data69==="balanced"||data69==="sharpness"))return validate31.errors=[],!1;var valid22=_errs163===errors}else var valid22=!0;if(valid22)if(data64.codec!==
void 0){let data70=data64.codec,_errs165=errors;if(typeof data70!="string")return validate31.errors=[],!1;if(!(data70==="h264"||data70==="vp8"||data70==="av1"))
return validate31.errors=[],!1;var valid22=_errs165===errors}else var valid22=!0}}}}}}else return validate31.errors=[],!1;var valid7=_errs152===errors}else var valid7=!0}}}}else
return validate31.errors=[],!1;var valid6=_errs32===errors}else var valid6=!0;if(valid6){if(data9.namingRule!==void 0){let data71=data9.namingRule,_errs167=errors;
if(typeof data71!="string")return validate31.errors=[],!1;if(!(data71==="hostname"||data71==="customPlusSequence"||data71==="customOrHostname"))return validate31.
errors=[],!1;var valid6=_errs167===errors}else var valid6=!0;if(valid6){if(data9.customName!==void 0){let data72=data9.customName,_errs169=errors;if(errors===_errs169)
if(typeof data72=="string"){if(func1(data72)>56)return validate31.errors=[],!1;if(func1(data72)<1)return validate31.errors=[],!1;if(!pattern92.test(data72))return validate31.
errors=[],!1}else return validate31.errors=[],!1;var valid6=_errs169===errors}else var valid6=!0;if(valid6){if(data9.group!==void 0){let data73=data9.group,_errs171=errors;
if(typeof data73!="string"&&data73!==null)return validate31.errors=[],!1;if(errors===_errs171&&typeof data73=="string"){if(func1(data73)>253)return validate31.errors=
[],!1;if(!pattern4.test(data73))return validate31.errors=[],!1}var valid6=_errs171===errors}else var valid6=!0;if(valid6){if(data9.preferencePolicy!==void 0){let data74=data9.
preferencePolicy,_errs174=errors;if(typeof data74!="string"&&data74!==null)return validate31.errors=[],!1;if(errors===_errs174&&typeof data74=="string"){if(func1(
data74)>253)return validate31.errors=[],!1;if(!pattern4.test(data74))return validate31.errors=[],!1}var valid6=_errs174===errors}else var valid6=!0;if(valid6){if(data9.
lockSettings!==void 0){let data75=data9.lockSettings,_errs177=errors;if(errors===_errs177)if(data75&&typeof data75=="object"&&!Array.isArray(data75)){let _errs179=errors;
for(let key23 in data75)if(key23!=="withAdminCredentials"){return validate31.errors=[],!1;break}if(_errs179===errors&&data75.withAdminCredentials!==void 0&&typeof data75.
withAdminCredentials!="boolean")return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid6=_errs177===errors}else var valid6=!0;if(valid6){if(data9.
platforms!==void 0){let data77=data9.platforms,_errs182=errors;if(errors===_errs182)if(Array.isArray(data77)){if(data77.length>1e5)return validate31.errors=[],!1;
{var valid24=!0;let len0=data77.length;for(let i0=0;i0<len0;i0++){let data78=data77[i0],_errs184=errors;if(typeof data78!="string")return validate31.errors=[],!1;
if(!(data78==="android"||data78==="linux"||data78==="macos"||data78==="windows"))return validate31.errors=[],!1;var valid24=_errs184===errors;if(!valid24)break}}}else
return validate31.errors=[],!1;var valid6=_errs182===errors}else var valid6=!0;if(valid6){if(data9.expiresAt!==void 0){let data79=data9.expiresAt,_errs186=errors;
if(typeof data79!="string"&&data79!==null)return validate31.errors=[],!1;if(errors===_errs186&&errors===_errs186&&typeof data79=="string"){if(func1(data79)>40)return validate31.
errors=[],!1;if(!formats32(data79))return validate31.errors=[],!1}var valid6=_errs186===errors}else var valid6=!0;if(valid6){if(data9.maxEnrolments!==void 0){let data80=data9.
maxEnrolments,_errs189=errors;if(!(typeof data80=="number"&&!(data80%1)&&!isNaN(data80)&&isFinite(data80))&&data80!==null)return validate31.errors=[],!1;if(errors===
_errs189&&typeof data80=="number"&&isFinite(data80)){if(data80>1e6||isNaN(data80))return validate31.errors=[],!1;if(data80<1||isNaN(data80))return validate31.errors=
[],!1}var valid6=_errs189===errors}else var valid6=!0;if(valid6)if(data9.approval!==void 0){let data81=data9.approval,_errs192=errors;if(typeof data81!="string")
return validate31.errors=[],!1;if(!(data81==="none"||data81==="required"))return validate31.errors=[],!1;var valid6=_errs192===errors}else var valid6=!0}}}}}}}}}}}}else
return validate31.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate31.errors=[],!1;return validate31.errors=vErrors,errors===0}
validate31.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};export{AccessPermission,Computer,DeploymentPackage,GranularControl,Group,PreferencePolicy,Role,Schedule,ScheduledResource,SsoMethod,Team,User};
