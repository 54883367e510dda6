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
]*\\S)?$",nullable:!0},owner:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253},scheduledAccess:{
type:"object",properties:{timeZone:{type:"string",maxLength:64,format:"timezone",nullable:!0}},additionalProperties:!1},features:{type:"object",properties:{fileTransfer:{
type:"boolean",nullable:!0},copyPaste:{type:"boolean",nullable:!0},keystrokePaste:{type:"boolean",nullable:!0},remotePrint:{type:"boolean",nullable:!0},remoteWake:{
type:"boolean",nullable:!0},remoteReboot:{type:"boolean",nullable:!0},remoteCommand:{type:"boolean",nullable:!0},chat:{type:"boolean",nullable:!0},sessionRecording:{
type:"boolean",nullable:!0},concurrentSessions:{type:"boolean",nullable:!0},deviceRedirection:{type:"boolean",nullable:!0},remoteMicrophone:{type:"boolean",nullable:!0},
watermark:{type:"boolean",nullable:!0},systemTools:{type:"boolean",nullable:!0},augmentedReality:{type:"boolean",nullable:!0},oneToMany:{type:"string",enum:["ow\
ner","ownerAndAdmins",null],nullable:!0}},additionalProperties:!1},members:{type:"object",properties:{connectToActiveSession:{type:"boolean",nullable:!0},accessManagement:{
type:"boolean",nullable:!0},seeGroups:{type:"boolean",nullable:!0},multipleSessions:{type:"boolean",nullable:!0},disconnectOthers:{type:"boolean",nullable:!0},reboot:{
type:"boolean",nullable:!0}},additionalProperties:!1},sessionIndicator:{type:"object",properties:{mode:{type:"string",enum:["none","popup","banner","both",null],
nullable:!0},allowClose:{type:"boolean",nullable:!0}},additionalProperties:!1},notifications:{type:"object",properties:{computerAdded:{type:"array",maxItems:1e5,
items:{type:"string",maxLength:254,format:"recipient"}},computerRemoved:{type:"array",maxItems:1e5,items:{type:"string",maxLength:254,format:"recipient"}},sessionStarted:{
type:"array",maxItems:1e5,items:{type:"string",maxLength:254,format:"recipient"}},sessionEnded:{type:"array",maxItems:1e5,items:{type:"string",maxLength:254,format:"\
recipient"}},invitationAccepted:{type:"array",maxItems:1e5,items:{type:"string",maxLength:254,format:"recipient"}},userRemoved:{type:"array",maxItems:1e5,items:{
type:"string",maxLength:254,format:"recipient"}},scheduleChanged:{type:"array",maxItems:1e5,items:{type:"string",maxLength:254,format:"recipient"}}},additionalProperties:!1},
authentication:{type:"object",properties:{twoStepVerification:{type:"object",properties:{admins:{type:"boolean",nullable:!0},members:{type:"boolean",nullable:!0}},
additionalProperties:!1},deviceAuthentication:{type:"object",properties:{application:{type:"string",enum:["everyone","admins","nobody",null],nullable:!0},console:{
type:"string",enum:["everyone","admins","nobody",null],nullable:!0}},additionalProperties:!1},consoleTimeout:{type:"string",enum:["never","15m","1h","8h","24h",
null],nullable:!0}},additionalProperties:!1},granularDefaults:{type:"object",properties:{fileTransfer:{type:"object",properties:{owner:{type:"string",enum:["ena\
bled","toComputerOnly","fromComputerOnly","disabled",null],nullable:!0},superAdmin:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled",
null],nullable:!0},admin:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled",null],nullable:!0},groupAdmin:{type:"string",enum:["enabl\
ed","toComputerOnly","fromComputerOnly","disabled",null],nullable:!0},member:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled",null],
nullable:!0},adminConfigurable:{type:"boolean",nullable:!0}},additionalProperties:!1},remotePrint:{type:"object",properties:{owner:{type:"string",enum:["enabled",
"disabled",null],nullable:!0},superAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},admin:{type:"string",enum:["enabled","disabled",null],nullable:!0},
groupAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},member:{type:"string",enum:["enabled","disabled",null],nullable:!0},adminConfigurable:{type:"\
boolean",nullable:!0}},additionalProperties:!1},copyPaste:{type:"object",properties:{owner:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","d\
isabled",null],nullable:!0},superAdmin:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled",null],nullable:!0},admin:{type:"string",enum:[
"enabled","toComputerOnly","fromComputerOnly","disabled",null],nullable:!0},groupAdmin:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disab\
led",null],nullable:!0},member:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled",null],nullable:!0},adminConfigurable:{type:"boolean",
nullable:!0}},additionalProperties:!1},twoStepVerification:{type:"object",properties:{owner:{type:"string",enum:["enabled","disabled",null],nullable:!0},superAdmin:{
type:"string",enum:["enabled","disabled",null],nullable:!0},admin:{type:"string",enum:["enabled","disabled",null],nullable:!0},groupAdmin:{type:"string",enum:["\
enabled","disabled",null],nullable:!0},member:{type:"string",enum:["enabled","disabled",null],nullable:!0},adminConfigurable:{type:"boolean",nullable:!0}},additionalProperties:!1},
attendedAccess:{type:"object",properties:{owner:{type:"string",enum:["enabled","disabled",null],nullable:!0},superAdmin:{type:"string",enum:["enabled","disabled",
null],nullable:!0},admin:{type:"string",enum:["enabled","disabled",null],nullable:!0},groupAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},member:{
type:"string",enum:["enabled","disabled",null],nullable:!0},adminConfigurable:{type:"boolean",nullable:!0}},additionalProperties:!1},oneToMany:{type:"object",properties:{
owner:{type:"string",enum:["enabled","disabled",null],nullable:!0},superAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},admin:{type:"string",
enum:["enabled","disabled",null],nullable:!0},groupAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},member:{type:"string",enum:["enabled","dis\
abled",null],nullable:!0},adminConfigurable:{type:"boolean",nullable:!0}},additionalProperties:!1},remoteControl:{type:"object",properties:{owner:{type:"string",
enum:["enabled","disabled",null],nullable:!0},superAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},admin:{type:"string",enum:["enabled","disa\
bled",null],nullable:!0},groupAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},member:{type:"string",enum:["enabled","disabled",null],nullable:!0},
adminConfigurable:{type:"boolean",nullable:!0}},additionalProperties:!1},remoteCommand:{type:"object",properties:{owner:{type:"string",enum:["enabled","disabled",
null],nullable:!0},superAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},admin:{type:"string",enum:["enabled","disabled",null],nullable:!0},groupAdmin:{
type:"string",enum:["enabled","disabled",null],nullable:!0},member:{type:"string",enum:["enabled","disabled",null],nullable:!0},adminConfigurable:{type:"boolean",
nullable:!0}},additionalProperties:!1},sessionRecording:{type:"object",properties:{owner:{type:"string",enum:["enabled","disabled",null],nullable:!0},superAdmin:{
type:"string",enum:["enabled","disabled",null],nullable:!0},admin:{type:"string",enum:["enabled","disabled",null],nullable:!0},groupAdmin:{type:"string",enum:["\
enabled","disabled",null],nullable:!0},member:{type:"string",enum:["enabled","disabled",null],nullable:!0},adminConfigurable:{type:"boolean",nullable:!0}},additionalProperties:!1},
chat:{type:"object",properties:{owner:{type:"string",enum:["enabled","disabled",null],nullable:!0},superAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},
admin:{type:"string",enum:["enabled","disabled",null],nullable:!0},groupAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},member:{type:"string",
enum:["enabled","disabled",null],nullable:!0},adminConfigurable:{type:"boolean",nullable:!0}},additionalProperties:!1},remoteReboot:{type:"object",properties:{owner:{
type:"string",enum:["enabled","disabled",null],nullable:!0},superAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},admin:{type:"string",enum:["\
enabled","disabled",null],nullable:!0},groupAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},member:{type:"string",enum:["enabled","disabled",
null],nullable:!0},adminConfigurable:{type:"boolean",nullable:!0}},additionalProperties:!1},systemTools:{type:"object",properties:{owner:{type:"string",enum:["e\
nabled","disabled",null],nullable:!0},superAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},admin:{type:"string",enum:["enabled","disabled",null],
nullable:!0},groupAdmin:{type:"string",enum:["enabled","disabled",null],nullable:!0},member:{type:"string",enum:["enabled","disabled",null],nullable:!0},adminConfigurable:{
type:"boolean",nullable:!0}},additionalProperties:!1}},additionalProperties:!1},ipRestriction:{type:"object",properties:{console:{type:"boolean",nullable:!0},application:{
type:"boolean",nullable:!0},allow:{type:"array",maxItems:1e5,items:{type:"string",maxLength:64,format:"cidr"}}},additionalProperties:!1},relay:{type:"object",properties:{
stun:{type:"array",maxItems:8,items:{type:"string",maxLength:320,pattern:"^stuns?:(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?$"}},turn:{type:"\
array",maxItems:8,items:{type:"string",maxLength:320,pattern:"^turns?:(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?(\\?transport=(udp|tcp))?$"}},
secret:{type:"object",nullable:!0,minProperties:1,properties:{valueFrom:{type:"object",minProperties:1,maxProperties:1,properties:{env:{type:"string",maxLength:128,
pattern:"^[A-Za-z_][A-Za-z0-9_]*$"},file:{type:"string",maxLength:512,minLength:1},secretKeyRef:{type:"object",minProperties:2,properties:{name:{type:"string",maxLength:253,
minLength:1},key:{type:"string",maxLength:253,minLength:1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1},credentialMinutes:{type:"\
integer",minimum:5,maximum:1440,nullable:!0}},additionalProperties:!1},logRetentionDays:{type:"integer",minimum:60,maximum:3650,nullable:!0}},additionalProperties:!1}},
additionalProperties:!1},func1=require_ucs2length().default,func7=Object.prototype.hasOwnProperty,pattern4=new RegExp("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-\
z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$","u"),pattern6=new RegExp("^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$","u"),pattern8=new RegExp(
"^\\S([\\s\\S]*\\S)?$","u"),pattern10=new RegExp("^stuns?:(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?$","u"),pattern11=new RegExp("^turns?:(\\\
[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?(\\?transport=(udp|tcp))?$","u"),pattern12=new RegExp("^[A-Za-z_][A-Za-z0-9_]*$","u"),formats0=formats.
timezone,formats2=formats.recipient,formats16=formats.cidr;function validate20(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){
let vErrors=null,errors=0,evaluated0=validate20.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),
errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadat\
a"||key0==="spec")){return validate20.errors=[],!1;break}if(_errs1===errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!=
"string")return validate20.errors=[],!1;if(data0!=="splashtop.io/v1")return validate20.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.
kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!="string")return validate20.errors=[],!1;if(data1!=="Team")return validate20.errors=[],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.metadata!==void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.
isArray(data2)){let _errs8=errors;for(let key1 in data2)if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate20.errors=
[],!1;break}if(_errs8===errors){if(data2.name!==void 0){let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate20.
errors=[],!1;if(!pattern4.test(data3))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){
if(data2.namespace!==void 0){let data4=data2.namespace,_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate20.errors=
[],!1;if(!pattern4.test(data4))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.
labels!==void 0){let data5=data2.labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>
64)return validate20.errors=[],!1;for(let key2 in data5){let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/\
metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===
null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/me\
tadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Z\
a-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+
"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?
vErrors=[err2]:vErrors.push(err2),errors++,validate20.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===
_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid3=_errs17===errors;if(!valid3)
break}}else return validate20.errors=[],!1;var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;
if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate20.errors=[],!1;for(let key4 in data7){
let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/p\
roperties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.
test(key4)){let err4={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"\
pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:
vErrors.push(err4),errors++}}var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metada\
ta/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate20.
errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)
return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate20.errors=[],!1;var valid1=_errs19===
errors}else var valid1=!0}}}}else return validate20.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,
_errs25=errors;if(errors===_errs25)if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!func7.call(schema31.properties.
spec.properties,key6)){return validate20.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(typeof data10!=
"string"&&data10!==null)return validate20.errors=[],!1;if(errors===_errs28&&typeof data10=="string"){if(func1(data10)>128)return validate20.errors=[],!1;if(func1(
data10)<1)return validate20.errors=[],!1;if(!pattern8.test(data10))return validate20.errors=[],!1}var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.
owner!==void 0){let data11=data9.owner,_errs31=errors;if(errors===_errs31)if(typeof data11=="string"){if(func1(data11)>253)return validate20.errors=[],!1;if(!pattern4.
test(data11))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid6=_errs31===errors}else var valid6=!0;if(valid6){if(data9.scheduledAccess!==
void 0){let data12=data9.scheduledAccess,_errs33=errors;if(errors===_errs33)if(data12&&typeof data12=="object"&&!Array.isArray(data12)){let _errs35=errors;for(let key7 in data12)
if(key7!=="timeZone"){return validate20.errors=[],!1;break}if(_errs35===errors&&data12.timeZone!==void 0){let data13=data12.timeZone,_errs36=errors;if(typeof data13!=
"string"&&data13!==null)return validate20.errors=[],!1;if(errors===_errs36&&errors===_errs36&&typeof data13=="string"){if(func1(data13)>64)return validate20.errors=
[],!1;if(!formats0(data13))return validate20.errors=[],!1}}}else return validate20.errors=[],!1;var valid6=_errs33===errors}else var valid6=!0;if(valid6){if(data9.
features!==void 0){let data14=data9.features,_errs39=errors;if(errors===_errs39)if(data14&&typeof data14=="object"&&!Array.isArray(data14)){let _errs41=errors;for(let key8 in data14)
if(!func7.call(schema31.properties.spec.properties.features.properties,key8)){return validate20.errors=[],!1;break}if(_errs41===errors){if(data14.fileTransfer!==
void 0){let data15=data14.fileTransfer,_errs42=errors;if(typeof data15!="boolean"&&data15!==null)return validate20.errors=[],!1;var valid8=_errs42===errors}else
var valid8=!0;if(valid8){if(data14.copyPaste!==void 0){let data16=data14.copyPaste,_errs45=errors;if(typeof data16!="boolean"&&data16!==null)return validate20.errors=
[],!1;var valid8=_errs45===errors}else var valid8=!0;if(valid8){if(data14.keystrokePaste!==void 0){let data17=data14.keystrokePaste,_errs48=errors;if(typeof data17!=
"boolean"&&data17!==null)return validate20.errors=[],!1;var valid8=_errs48===errors}else var valid8=!0;if(valid8){if(data14.remotePrint!==void 0){let data18=data14.
remotePrint,_errs51=errors;if(typeof data18!="boolean"&&data18!==null)return validate20.errors=[],!1;var valid8=_errs51===errors}else var valid8=!0;if(valid8){if(data14.
remoteWake!==void 0){let data19=data14.remoteWake,_errs54=errors;if(typeof data19!="boolean"&&data19!==null)return validate20.errors=[],!1;var valid8=_errs54===
errors}else var valid8=!0;if(valid8){if(data14.remoteReboot!==void 0){let data20=data14.remoteReboot,_errs57=errors;if(typeof data20!="boolean"&&data20!==null)return validate20.
errors=[],!1;var valid8=_errs57===errors}else var valid8=!0;if(valid8){if(data14.remoteCommand!==void 0){let data21=data14.remoteCommand,_errs60=errors;if(typeof data21!=
"boolean"&&data21!==null)return validate20.errors=[],!1;var valid8=_errs60===errors}else var valid8=!0;if(valid8){if(data14.chat!==void 0){let data22=data14.chat,
_errs63=errors;if(typeof data22!="boolean"&&data22!==null)return validate20.errors=[],!1;var valid8=_errs63===errors}else var valid8=!0;if(valid8){if(data14.sessionRecording!==
void 0){let data23=data14.sessionRecording,_errs66=errors;if(typeof data23!="boolean"&&data23!==null)return validate20.errors=[],!1;var valid8=_errs66===errors}else
var valid8=!0;if(valid8){if(data14.concurrentSessions!==void 0){let data24=data14.concurrentSessions,_errs69=errors;if(typeof data24!="boolean"&&data24!==null)return validate20.
errors=[],!1;var valid8=_errs69===errors}else var valid8=!0;if(valid8){if(data14.deviceRedirection!==void 0){let data25=data14.deviceRedirection,_errs72=errors;
if(typeof data25!="boolean"&&data25!==null)return validate20.errors=[],!1;var valid8=_errs72===errors}else var valid8=!0;if(valid8){if(data14.remoteMicrophone!==
void 0){let data26=data14.remoteMicrophone,_errs75=errors;if(typeof data26!="boolean"&&data26!==null)return validate20.errors=[],!1;var valid8=_errs75===errors}else
var valid8=!0;if(valid8){if(data14.watermark!==void 0){let data27=data14.watermark,_errs78=errors;if(typeof data27!="boolean"&&data27!==null)return validate20.errors=
[],!1;var valid8=_errs78===errors}else var valid8=!0;if(valid8){if(data14.systemTools!==void 0){let data28=data14.systemTools,_errs81=errors;if(typeof data28!="\
boolean"&&data28!==null)return validate20.errors=[],!1;var valid8=_errs81===errors}else var valid8=!0;if(valid8){if(data14.augmentedReality!==void 0){let data29=data14.
augmentedReality,_errs84=errors;if(typeof data29!="boolean"&&data29!==null)return validate20.errors=[],!1;var valid8=_errs84===errors}else var valid8=!0;if(valid8)
if(data14.oneToMany!==void 0){let data30=data14.oneToMany,_errs87=errors;if(typeof data30!="string"&&data30!==null)return validate20.errors=[],!1;if(!(data30===
"owner"||data30==="ownerAndAdmins"||data30===null))return validate20.errors=[],!1;var valid8=_errs87===errors}else var valid8=!0}}}}}}}}}}}}}}}}else return validate20.
errors=[],!1;var valid6=_errs39===errors}else var valid6=!0;if(valid6){if(data9.members!==void 0){let data31=data9.members,_errs90=errors;if(errors===_errs90)if(data31&&
typeof data31=="object"&&!Array.isArray(data31)){let _errs92=errors;for(let key9 in data31)if(!(key9==="connectToActiveSession"||key9==="accessManagement"||key9===
"seeGroups"||key9==="multipleSessions"||key9==="disconnectOthers"||key9==="reboot")){return validate20.errors=[],!1;break}if(_errs92===errors){if(data31.connectToActiveSession!==
void 0){let data32=data31.connectToActiveSession,_errs93=errors;if(typeof data32!="boolean"&&data32!==null)return validate20.errors=[],!1;var valid9=_errs93===errors}else
var valid9=!0;if(valid9){if(data31.accessManagement!==void 0){let data33=data31.accessManagement,_errs96=errors;if(typeof data33!="boolean"&&data33!==null)return validate20.
errors=[],!1;var valid9=_errs96===errors}else var valid9=!0;if(valid9){if(data31.seeGroups!==void 0){let data34=data31.seeGroups,_errs99=errors;if(typeof data34!=
"boolean"&&data34!==null)return validate20.errors=[],!1;var valid9=_errs99===errors}else var valid9=!0;if(valid9){if(data31.multipleSessions!==void 0){let data35=data31.
multipleSessions,_errs102=errors;if(typeof data35!="boolean"&&data35!==null)return validate20.errors=[],!1;var valid9=_errs102===errors}else var valid9=!0;if(valid9){
if(data31.disconnectOthers!==void 0){let data36=data31.disconnectOthers,_errs105=errors;if(typeof data36!="boolean"&&data36!==null)return validate20.errors=[],!1;
var valid9=_errs105===errors}else var valid9=!0;if(valid9)if(data31.reboot!==void 0){let data37=data31.reboot,_errs108=errors;if(typeof data37!="boolean"&&data37!==
null)return validate20.errors=[],!1;var valid9=_errs108===errors}else var valid9=!0}}}}}}else return validate20.errors=[],!1;var valid6=_errs90===errors}else var valid6=!0;
if(valid6){if(data9.sessionIndicator!==void 0){let data38=data9.sessionIndicator,_errs111=errors;if(errors===_errs111)if(data38&&typeof data38=="object"&&!Array.
isArray(data38)){let _errs113=errors;for(let key10 in data38)if(!(key10==="mode"||key10==="allowClose")){return validate20.errors=[],!1;break}if(_errs113===errors){
if(data38.mode!==void 0){let data39=data38.mode,_errs114=errors;if(typeof data39!="string"&&data39!==null)return validate20.errors=[],!1;if(!(data39==="none"||data39===
"popup"||data39==="banner"||data39==="both"||data39===null))return validate20.errors=[],!1;var valid10=_errs114===errors}else var valid10=!0;if(valid10)if(data38.
allowClose!==void 0){let data40=data38.allowClose,_errs117=errors;if(typeof data40!="boolean"&&data40!==null)return validate20.errors=[],!1;var valid10=_errs117===
errors}else var valid10=!0}}else return validate20.errors=[],!1;var valid6=_errs111===errors}else var valid6=!0;if(valid6){if(data9.notifications!==void 0){let data41=data9.
notifications,_errs120=errors;if(errors===_errs120)if(data41&&typeof data41=="object"&&!Array.isArray(data41)){let _errs122=errors;for(let key11 in data41)if(!(key11===
"computerAdded"||key11==="computerRemoved"||key11==="sessionStarted"||key11==="sessionEnded"||key11==="invitationAccepted"||key11==="userRemoved"||key11==="sche\
duleChanged")){return validate20.errors=[],!1;break}if(_errs122===errors){if(data41.computerAdded!==void 0){let data42=data41.computerAdded,_errs123=errors;if(errors===
_errs123)if(Array.isArray(data42)){if(data42.length>1e5)return validate20.errors=[],!1;{var valid12=!0;let len0=data42.length;for(let i0=0;i0<len0;i0++){let data43=data42[i0],
_errs125=errors;if(errors===_errs125&&errors===_errs125)if(typeof data43=="string"){if(func1(data43)>254)return validate20.errors=[],!1;if(!formats2(data43))return validate20.
errors=[],!1}else return validate20.errors=[],!1;var valid12=_errs125===errors;if(!valid12)break}}}else return validate20.errors=[],!1;var valid11=_errs123===errors}else
var valid11=!0;if(valid11){if(data41.computerRemoved!==void 0){let data44=data41.computerRemoved,_errs127=errors;if(errors===_errs127)if(Array.isArray(data44)){
if(data44.length>1e5)return validate20.errors=[],!1;{var valid13=!0;let len1=data44.length;for(let i1=0;i1<len1;i1++){let data45=data44[i1],_errs129=errors;if(errors===
_errs129&&errors===_errs129)if(typeof data45=="string"){if(func1(data45)>254)return validate20.errors=[],!1;if(!formats2(data45))return validate20.errors=[],!1}else
return validate20.errors=[],!1;var valid13=_errs129===errors;if(!valid13)break}}}else return validate20.errors=[],!1;var valid11=_errs127===errors}else var valid11=!0;
if(valid11){if(data41.sessionStarted!==void 0){let data46=data41.sessionStarted,_errs131=errors;if(errors===_errs131)if(Array.isArray(data46)){if(data46.length>
1e5)return validate20.errors=[],!1;{var valid14=!0;let len2=data46.length;for(let i2=0;i2<len2;i2++){let data47=data46[i2],_errs133=errors;if(errors===_errs133&&
errors===_errs133)if(typeof data47=="string"){if(func1(data47)>254)return validate20.errors=[],!1;if(!formats2(data47))return validate20.errors=[],!1}else return validate20.
errors=[],!1;var valid14=_errs133===errors;if(!valid14)break}}}else return validate20.errors=[],!1;var valid11=_errs131===errors}else var valid11=!0;if(valid11){
if(data41.sessionEnded!==void 0){let data48=data41.sessionEnded,_errs135=errors;if(errors===_errs135)if(Array.isArray(data48)){if(data48.length>1e5)return validate20.
errors=[],!1;{var valid15=!0;let len3=data48.length;for(let i3=0;i3<len3;i3++){let data49=data48[i3],_errs137=errors;if(errors===_errs137&&errors===_errs137)if(typeof data49==
"string"){if(func1(data49)>254)return validate20.errors=[],!1;if(!formats2(data49))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid15=_errs137===
errors;if(!valid15)break}}}else return validate20.errors=[],!1;var valid11=_errs135===errors}else var valid11=!0;if(valid11){if(data41.invitationAccepted!==void 0){
let data50=data41.invitationAccepted,_errs139=errors;if(errors===_errs139)if(Array.isArray(data50)){if(data50.length>1e5)return validate20.errors=[],!1;{var valid16=!0;
let len4=data50.length;for(let i4=0;i4<len4;i4++){let data51=data50[i4],_errs141=errors;if(errors===_errs141&&errors===_errs141)if(typeof data51=="string"){if(func1(
data51)>254)return validate20.errors=[],!1;if(!formats2(data51))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid16=_errs141===errors;
if(!valid16)break}}}else return validate20.errors=[],!1;var valid11=_errs139===errors}else var valid11=!0;if(valid11){if(data41.userRemoved!==void 0){let data52=data41.
userRemoved,_errs143=errors;if(errors===_errs143)if(Array.isArray(data52)){if(data52.length>1e5)return validate20.errors=[],!1;{var valid17=!0;let len5=data52.length;
for(let i5=0;i5<len5;i5++){let data53=data52[i5],_errs145=errors;if(errors===_errs145&&errors===_errs145)if(typeof data53=="string"){if(func1(data53)>254)return validate20.
errors=[],!1;if(!formats2(data53))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid17=_errs145===errors;if(!valid17)break}}}else return validate20.
errors=[],!1;var valid11=_errs143===errors}else var valid11=!0;if(valid11)if(data41.scheduleChanged!==void 0){let data54=data41.scheduleChanged,_errs147=errors;
if(errors===_errs147)if(Array.isArray(data54)){if(data54.length>1e5)return validate20.errors=[],!1;{var valid18=!0;let len6=data54.length;for(let i6=0;i6<len6;i6++){
let data55=data54[i6],_errs149=errors;if(errors===_errs149&&errors===_errs149)if(typeof data55=="string"){if(func1(data55)>254)return validate20.errors=[],!1;if(!formats2(
data55))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid18=_errs149===errors;if(!valid18)break}}}else return validate20.errors=[],!1;
var valid11=_errs147===errors}else var valid11=!0}}}}}}}else return validate20.errors=[],!1;var valid6=_errs120===errors}else var valid6=!0;if(valid6){if(data9.
authentication!==void 0){let data56=data9.authentication,_errs151=errors;if(errors===_errs151)if(data56&&typeof data56=="object"&&!Array.isArray(data56)){let _errs153=errors;
for(let key12 in data56)if(!(key12==="twoStepVerification"||key12==="deviceAuthentication"||key12==="consoleTimeout")){return validate20.errors=[],!1;break}if(_errs153===
errors){if(data56.twoStepVerification!==void 0){let data57=data56.twoStepVerification,_errs154=errors;if(errors===_errs154)if(data57&&typeof data57=="object"&&!Array.
isArray(data57)){let _errs156=errors;for(let key13 in data57)if(!(key13==="admins"||key13==="members")){return validate20.errors=[],!1;break}if(_errs156===errors){
if(data57.admins!==void 0){let data58=data57.admins,_errs157=errors;if(typeof data58!="boolean"&&data58!==null)return validate20.errors=[],!1;var valid20=_errs157===
errors}else var valid20=!0;if(valid20)if(data57.members!==void 0){let data59=data57.members,_errs160=errors;if(typeof data59!="boolean"&&data59!==null)return validate20.
errors=[],!1;var valid20=_errs160===errors}else var valid20=!0}}else return validate20.errors=[],!1;var valid19=_errs154===errors}else var valid19=!0;if(valid19){
if(data56.deviceAuthentication!==void 0){let data60=data56.deviceAuthentication,_errs163=errors;if(errors===_errs163)if(data60&&typeof data60=="object"&&!Array.
isArray(data60)){let _errs165=errors;for(let key14 in data60)if(!(key14==="application"||key14==="console")){return validate20.errors=[],!1;break}if(_errs165===
errors){if(data60.application!==void 0){let data61=data60.application,_errs166=errors;if(typeof data61!="string"&&data61!==null)return validate20.errors=[],!1;if(!(data61===
"everyone"||data61==="admins"||data61==="nobody"||data61===null))return validate20.errors=[],!1;var valid21=_errs166===errors}else var valid21=!0;if(valid21)if(data60.
console!==void 0){let data62=data60.console,_errs169=errors;if(typeof data62!="string"&&data62!==null)return validate20.errors=[],!1;if(!(data62==="everyone"||data62===
"admins"||data62==="nobody"||data62===null))return validate20.errors=[],!1;var valid21=_errs169===errors}else var valid21=!0}}else return validate20.errors=[],!1;
var valid19=_errs163===errors}else var valid19=!0;if(valid19)if(data56.consoleTimeout!==void 0){let data63=data56.consoleTimeout,_errs172=errors;if(typeof data63!=
"string"&&data63!==null)return validate20.errors=[],!1;if(!(data63==="never"||data63==="15m"||data63==="1h"||data63==="8h"||data63==="24h"||data63===null))return validate20.
errors=[],!1;var valid19=_errs172===errors}else var valid19=!0}}}else return validate20.errors=[],!1;var valid6=_errs151===errors}else var valid6=!0;if(valid6){
if(data9.granularDefaults!==void 0){let data64=data9.granularDefaults,_errs175=errors;if(errors===_errs175)if(data64&&typeof data64=="object"&&!Array.isArray(data64)){
let _errs177=errors;for(let key15 in data64)if(!func7.call(schema31.properties.spec.properties.granularDefaults.properties,key15)){return validate20.errors=[],!1;
break}if(_errs177===errors){if(data64.fileTransfer!==void 0){let data65=data64.fileTransfer,_errs178=errors;if(errors===_errs178)if(data65&&typeof data65=="obje\
ct"&&!Array.isArray(data65)){let _errs180=errors;for(let key16 in data65)if(!(key16==="owner"||key16==="superAdmin"||key16==="admin"||key16==="groupAdmin"||key16===
"member"||key16==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs180===errors){if(data65.owner!==void 0){let data66=data65.owner,_errs181=errors;
if(typeof data66!="string"&&data66!==null)return validate20.errors=[],!1;if(!(data66==="enabled"||data66==="toComputerOnly"||data66==="fromComputerOnly"||data66===
"disabled"||data66===null))return validate20.errors=[],!1;var valid23=_errs181===errors}else var valid23=!0;if(valid23){if(data65.superAdmin!==void 0){let data67=data65.
superAdmin,_errs184=errors;if(typeof data67!="string"&&data67!==null)return validate20.errors=[],!1;if(!(data67==="enabled"||data67==="toComputerOnly"||data67===
"fromComputerOnly"||data67==="disabled"||data67===null))return validate20.errors=[],!1;var valid23=_errs184===errors}else var valid23=!0;if(valid23){if(data65.admin!==
void 0){let data68=data65.admin,_errs187=errors;if(typeof data68!="string"&&data68!==null)return validate20.errors=[],!1;if(!(data68==="enabled"||data68==="toCo\
mputerOnly"||data68==="fromComputerOnly"||data68==="disabled"||data68===null))return validate20.errors=[],!1;var valid23=_errs187===errors}else var valid23=!0;if(valid23){
if(data65.groupAdmin!==void 0){let data69=data65.groupAdmin,_errs190=errors;if(typeof data69!="string"&&data69!==null)return validate20.errors=[],!1;if(!(data69===
"enabled"||data69==="toComputerOnly"||data69==="fromComputerOnly"||data69==="disabled"||data69===null))return validate20.errors=[],!1;var valid23=_errs190===errors}else
var valid23=!0;if(valid23){if(data65.member!==void 0){let data70=data65.member,_errs193=errors;if(typeof data70!="string"&&data70!==null)return validate20.errors=
[],!1;if(!(data70==="enabled"||data70==="toComputerOnly"||data70==="fromComputerOnly"||data70==="disabled"||data70===null))return validate20.errors=[],!1;var valid23=_errs193===
errors}else var valid23=!0;if(valid23)if(data65.adminConfigurable!==void 0){let data71=data65.adminConfigurable,_errs196=errors;if(typeof data71!="boolean"&&data71!==
null)return validate20.errors=[],!1;var valid23=_errs196===errors}else var valid23=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs178===errors}else
var valid22=!0;if(valid22){if(data64.remotePrint!==void 0){let data72=data64.remotePrint,_errs199=errors;if(errors===_errs199)if(data72&&typeof data72=="object"&&
!Array.isArray(data72)){let _errs201=errors;for(let key17 in data72)if(!(key17==="owner"||key17==="superAdmin"||key17==="admin"||key17==="groupAdmin"||key17==="\
member"||key17==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs201===errors){if(data72.owner!==void 0){let data73=data72.owner,_errs202=errors;
if(typeof data73!="string"&&data73!==null)return validate20.errors=[],!1;if(!(data73==="enabled"||data73==="disabled"||data73===null))return validate20.errors=[],
!1;var valid24=_errs202===errors}else var valid24=!0;if(valid24){if(data72.superAdmin!==void 0){let data74=data72.superAdmin,_errs205=errors;if(typeof data74!="\
string"&&data74!==null)return validate20.errors=[],!1;if(!(data74==="enabled"||data74==="disabled"||data74===null))return validate20.errors=[],!1;var valid24=_errs205===
errors}else var valid24=!0;if(valid24){if(data72.admin!==void 0){let data75=data72.admin,_errs208=errors;if(typeof data75!="string"&&data75!==null)return validate20.
errors=[],!1;if(!(data75==="enabled"||data75==="disabled"||data75===null))return validate20.errors=[],!1;var valid24=_errs208===errors}else var valid24=!0;if(valid24){
if(data72.groupAdmin!==void 0){let data76=data72.groupAdmin,_errs211=errors;if(typeof data76!="string"&&data76!==null)return validate20.errors=[],!1;if(!(data76===
"enabled"||data76==="disabled"||data76===null))return validate20.errors=[],!1;var valid24=_errs211===errors}else var valid24=!0;if(valid24){if(data72.member!==void 0){
let data77=data72.member,_errs214=errors;if(typeof data77!="string"&&data77!==null)return validate20.errors=[],!1;if(!(data77==="enabled"||data77==="disabled"||
data77===null))return validate20.errors=[],!1;var valid24=_errs214===errors}else var valid24=!0;if(valid24)if(data72.adminConfigurable!==void 0){let data78=data72.
adminConfigurable,_errs217=errors;if(typeof data78!="boolean"&&data78!==null)return validate20.errors=[],!1;var valid24=_errs217===errors}else var valid24=!0}}}}}}else
return validate20.errors=[],!1;var valid22=_errs199===errors}else var valid22=!0;if(valid22){if(data64.copyPaste!==void 0){let data79=data64.copyPaste,_errs220=errors;
if(errors===_errs220)if(data79&&typeof data79=="object"&&!Array.isArray(data79)){let _errs222=errors;for(let key18 in data79)if(!(key18==="owner"||key18==="supe\
rAdmin"||key18==="admin"||key18==="groupAdmin"||key18==="member"||key18==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs222===errors){if(data79.
owner!==void 0){let data80=data79.owner,_errs223=errors;if(typeof data80!="string"&&data80!==null)return validate20.errors=[],!1;if(!(data80==="enabled"||data80===
"toComputerOnly"||data80==="fromComputerOnly"||data80==="disabled"||data80===null))return validate20.errors=[],!1;var valid25=_errs223===errors}else var valid25=!0;
if(valid25){if(data79.superAdmin!==void 0){let data81=data79.superAdmin,_errs226=errors;if(typeof data81!="string"&&data81!==null)return validate20.errors=[],!1;
if(!(data81==="enabled"||data81==="toComputerOnly"||data81==="fromComputerOnly"||data81==="disabled"||data81===null))return validate20.errors=[],!1;var valid25=_errs226===
errors}else var valid25=!0;if(valid25){if(data79.admin!==void 0){let data82=data79.admin,_errs229=errors;if(typeof data82!="string"&&data82!==null)return validate20.
errors=[],!1;if(!(data82==="enabled"||data82==="toComputerOnly"||data82==="fromComputerOnly"||data82==="disabled"||data82===null))return validate20.errors=[],!1;
var valid25=_errs229===errors}else var valid25=!0;if(valid25){if(data79.groupAdmin!==void 0){let data83=data79.groupAdmin,_errs232=errors;if(typeof data83!="str\
ing"&&data83!==null)return validate20.errors=[],!1;if(!(data83==="enabled"||data83==="toComputerOnly"||data83==="fromComputerOnly"||data83==="disabled"||data83===
null))return validate20.errors=[],!1;var valid25=_errs232===errors}else var valid25=!0;if(valid25){if(data79.member!==void 0){let data84=data79.member,_errs235=errors;
if(typeof data84!="string"&&data84!==null)return validate20.errors=[],!1;if(!(data84==="enabled"||data84==="toComputerOnly"||data84==="fromComputerOnly"||data84===
"disabled"||data84===null))return validate20.errors=[],!1;var valid25=_errs235===errors}else var valid25=!0;if(valid25)if(data79.adminConfigurable!==void 0){let data85=data79.
adminConfigurable,_errs238=errors;if(typeof data85!="boolean"&&data85!==null)return validate20.errors=[],!1;var valid25=_errs238===errors}else var valid25=!0}}}}}}else
return validate20.errors=[],!1;var valid22=_errs220===errors}else var valid22=!0;if(valid22){if(data64.twoStepVerification!==void 0){let data86=data64.twoStepVerification,
_errs241=errors;if(errors===_errs241)if(data86&&typeof data86=="object"&&!Array.isArray(data86)){let _errs243=errors;for(let key19 in data86)if(!(key19==="owner"||
key19==="superAdmin"||key19==="admin"||key19==="groupAdmin"||key19==="member"||key19==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs243===
errors){if(data86.owner!==void 0){let data87=data86.owner,_errs244=errors;if(typeof data87!="string"&&data87!==null)return validate20.errors=[],!1;if(!(data87===
"enabled"||data87==="disabled"||data87===null))return validate20.errors=[],!1;var valid26=_errs244===errors}else var valid26=!0;if(valid26){if(data86.superAdmin!==
void 0){let data88=data86.superAdmin,_errs247=errors;if(typeof data88!="string"&&data88!==null)return validate20.errors=[],!1;if(!(data88==="enabled"||data88===
"disabled"||data88===null))return validate20.errors=[],!1;var valid26=_errs247===errors}else var valid26=!0;if(valid26){if(data86.admin!==void 0){let data89=data86.
admin,_errs250=errors;if(typeof data89!="string"&&data89!==null)return validate20.errors=[],!1;if(!(data89==="enabled"||data89==="disabled"||data89===null))return validate20.
errors=[],!1;var valid26=_errs250===errors}else var valid26=!0;if(valid26){if(data86.groupAdmin!==void 0){let data90=data86.groupAdmin,_errs253=errors;if(typeof data90!=
"string"&&data90!==null)return validate20.errors=[],!1;if(!(data90==="enabled"||data90==="disabled"||data90===null))return validate20.errors=[],!1;var valid26=_errs253===
errors}else var valid26=!0;if(valid26){if(data86.member!==void 0){let data91=data86.member,_errs256=errors;if(typeof data91!="string"&&data91!==null)return validate20.
errors=[],!1;if(!(data91==="enabled"||data91==="disabled"||data91===null))return validate20.errors=[],!1;var valid26=_errs256===errors}else var valid26=!0;if(valid26)
if(data86.adminConfigurable!==void 0){let data92=data86.adminConfigurable,_errs259=errors;if(typeof data92!="boolean"&&data92!==null)return validate20.errors=[],
!1;var valid26=_errs259===errors}else var valid26=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs241===errors}else var valid22=!0;if(valid22){if(data64.
attendedAccess!==void 0){let data93=data64.attendedAccess,_errs262=errors;if(errors===_errs262)if(data93&&typeof data93=="object"&&!Array.isArray(data93)){let _errs264=errors;
for(let key20 in data93)if(!(key20==="owner"||key20==="superAdmin"||key20==="admin"||key20==="groupAdmin"||key20==="member"||key20==="adminConfigurable")){return validate20.
errors=[],!1;break}if(_errs264===errors){if(data93.owner!==void 0){let data94=data93.owner,_errs265=errors;if(typeof data94!="string"&&data94!==null)return validate20.
errors=[],!1;if(!(data94==="enabled"||data94==="disabled"||data94===null))return validate20.errors=[],!1;var valid27=_errs265===errors}else var valid27=!0;if(valid27){
if(data93.superAdmin!==void 0){let data95=data93.superAdmin,_errs268=errors;if(typeof data95!="string"&&data95!==null)return validate20.errors=[],!1;if(!(data95===
"enabled"||data95==="disabled"||data95===null))return validate20.errors=[],!1;var valid27=_errs268===errors}else var valid27=!0;if(valid27){if(data93.admin!==void 0){
let data96=data93.admin,_errs271=errors;if(typeof data96!="string"&&data96!==null)return validate20.errors=[],!1;if(!(data96==="enabled"||data96==="disabled"||data96===
null))return validate20.errors=[],!1;var valid27=_errs271===errors}else var valid27=!0;if(valid27){if(data93.groupAdmin!==void 0){let data97=data93.groupAdmin,_errs274=errors;
if(typeof data97!="string"&&data97!==null)return validate20.errors=[],!1;if(!(data97==="enabled"||data97==="disabled"||data97===null))return validate20.errors=[],
!1;var valid27=_errs274===errors}else var valid27=!0;if(valid27){if(data93.member!==void 0){let data98=data93.member,_errs277=errors;if(typeof data98!="string"&&
data98!==null)return validate20.errors=[],!1;if(!(data98==="enabled"||data98==="disabled"||data98===null))return validate20.errors=[],!1;var valid27=_errs277===
errors}else var valid27=!0;if(valid27)if(data93.adminConfigurable!==void 0){let data99=data93.adminConfigurable,_errs280=errors;if(typeof data99!="boolean"&&data99!==
null)return validate20.errors=[],!1;var valid27=_errs280===errors}else var valid27=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs262===errors}else
var valid22=!0;if(valid22){if(data64.oneToMany!==void 0){let data100=data64.oneToMany,_errs283=errors;if(errors===_errs283)if(data100&&typeof data100=="object"&&
!Array.isArray(data100)){let _errs285=errors;for(let key21 in data100)if(!(key21==="owner"||key21==="superAdmin"||key21==="admin"||key21==="groupAdmin"||key21===
"member"||key21==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs285===errors){if(data100.owner!==void 0){let data101=data100.owner,_errs286=errors;
if(typeof data101!="string"&&data101!==null)return validate20.errors=[],!1;if(!(data101==="enabled"||data101==="disabled"||data101===null))return validate20.errors=
[],!1;var valid28=_errs286===errors}else var valid28=!0;if(valid28){if(data100.superAdmin!==void 0){let data102=data100.superAdmin,_errs289=errors;if(typeof data102!=
"string"&&data102!==null)return validate20.errors=[],!1;if(!(data102==="enabled"||data102==="disabled"||data102===null))return validate20.errors=[],!1;var valid28=_errs289===
errors}else var valid28=!0;if(valid28){if(data100.admin!==void 0){let data103=data100.admin,_errs292=errors;if(typeof data103!="string"&&data103!==null)return validate20.
errors=[],!1;if(!(data103==="enabled"||data103==="disabled"||data103===null))return validate20.errors=[],!1;var valid28=_errs292===errors}else var valid28=!0;if(valid28){
if(data100.groupAdmin!==void 0){let data104=data100.groupAdmin,_errs295=errors;if(typeof data104!="string"&&data104!==null)return validate20.errors=[],!1;if(!(data104===
"enabled"||data104==="disabled"||data104===null))return validate20.errors=[],!1;var valid28=_errs295===errors}else var valid28=!0;if(valid28){if(data100.member!==
void 0){let data105=data100.member,_errs298=errors;if(typeof data105!="string"&&data105!==null)return validate20.errors=[],!1;if(!(data105==="enabled"||data105===
"disabled"||data105===null))return validate20.errors=[],!1;var valid28=_errs298===errors}else var valid28=!0;if(valid28)if(data100.adminConfigurable!==void 0){let data106=data100.
adminConfigurable,_errs301=errors;if(typeof data106!="boolean"&&data106!==null)return validate20.errors=[],!1;var valid28=_errs301===errors}else var valid28=!0}}}}}}else
return validate20.errors=[],!1;var valid22=_errs283===errors}else var valid22=!0;if(valid22){if(data64.remoteControl!==void 0){let data107=data64.remoteControl,
_errs304=errors;if(errors===_errs304)if(data107&&typeof data107=="object"&&!Array.isArray(data107)){let _errs306=errors;for(let key22 in data107)if(!(key22==="o\
wner"||key22==="superAdmin"||key22==="admin"||key22==="groupAdmin"||key22==="member"||key22==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs306===
errors){if(data107.owner!==void 0){let data108=data107.owner,_errs307=errors;if(typeof data108!="string"&&data108!==null)return validate20.errors=[],!1;if(!(data108===
"enabled"||data108==="disabled"||data108===null))return validate20.errors=[],!1;var valid29=_errs307===errors}else var valid29=!0;if(valid29){if(data107.superAdmin!==
void 0){let data109=data107.superAdmin,_errs310=errors;if(typeof data109!="string"&&data109!==null)return validate20.errors=[],!1;if(!(data109==="enabled"||data109===
"disabled"||data109===null))return validate20.errors=[],!1;var valid29=_errs310===errors}else var valid29=!0;if(valid29){if(data107.admin!==void 0){let data110=data107.
admin,_errs313=errors;if(typeof data110!="string"&&data110!==null)return validate20.errors=[],!1;if(!(data110==="enabled"||data110==="disabled"||data110===null))
return validate20.errors=[],!1;var valid29=_errs313===errors}else var valid29=!0;if(valid29){if(data107.groupAdmin!==void 0){let data111=data107.groupAdmin,_errs316=errors;
if(typeof data111!="string"&&data111!==null)return validate20.errors=[],!1;if(!(data111==="enabled"||data111==="disabled"||data111===null))return validate20.errors=
[],!1;var valid29=_errs316===errors}else var valid29=!0;if(valid29){if(data107.member!==void 0){let data112=data107.member,_errs319=errors;if(typeof data112!="s\
tring"&&data112!==null)return validate20.errors=[],!1;if(!(data112==="enabled"||data112==="disabled"||data112===null))return validate20.errors=[],!1;var valid29=_errs319===
errors}else var valid29=!0;if(valid29)if(data107.adminConfigurable!==void 0){let data113=data107.adminConfigurable,_errs322=errors;if(typeof data113!="boolean"&&
data113!==null)return validate20.errors=[],!1;var valid29=_errs322===errors}else var valid29=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs304===
errors}else var valid22=!0;if(valid22){if(data64.remoteCommand!==void 0){let data114=data64.remoteCommand,_errs325=errors;if(errors===_errs325)if(data114&&typeof data114==
"object"&&!Array.isArray(data114)){let _errs327=errors;for(let key23 in data114)if(!(key23==="owner"||key23==="superAdmin"||key23==="admin"||key23==="groupAdmin"||
key23==="member"||key23==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs327===errors){if(data114.owner!==void 0){let data115=data114.owner,
_errs328=errors;if(typeof data115!="string"&&data115!==null)return validate20.errors=[],!1;if(!(data115==="enabled"||data115==="disabled"||data115===null))return validate20.
errors=[],!1;var valid30=_errs328===errors}else var valid30=!0;if(valid30){if(data114.superAdmin!==void 0){let data116=data114.superAdmin,_errs331=errors;if(typeof data116!=
"string"&&data116!==null)return validate20.errors=[],!1;if(!(data116==="enabled"||data116==="disabled"||data116===null))return validate20.errors=[],!1;var valid30=_errs331===
errors}else var valid30=!0;if(valid30){if(data114.admin!==void 0){let data117=data114.admin,_errs334=errors;if(typeof data117!="string"&&data117!==null)return validate20.
errors=[],!1;if(!(data117==="enabled"||data117==="disabled"||data117===null))return validate20.errors=[],!1;var valid30=_errs334===errors}else var valid30=!0;if(valid30){
if(data114.groupAdmin!==void 0){let data118=data114.groupAdmin,_errs337=errors;if(typeof data118!="string"&&data118!==null)return validate20.errors=[],!1;if(!(data118===
"enabled"||data118==="disabled"||data118===null))return validate20.errors=[],!1;var valid30=_errs337===errors}else var valid30=!0;if(valid30){if(data114.member!==
void 0){let data119=data114.member,_errs340=errors;if(typeof data119!="string"&&data119!==null)return validate20.errors=[],!1;if(!(data119==="enabled"||data119===
"disabled"||data119===null))return validate20.errors=[],!1;var valid30=_errs340===errors}else var valid30=!0;if(valid30)if(data114.adminConfigurable!==void 0){let data120=data114.
adminConfigurable,_errs343=errors;if(typeof data120!="boolean"&&data120!==null)return validate20.errors=[],!1;var valid30=_errs343===errors}else var valid30=!0}}}}}}else
return validate20.errors=[],!1;var valid22=_errs325===errors}else var valid22=!0;if(valid22){if(data64.sessionRecording!==void 0){let data121=data64.sessionRecording,
_errs346=errors;if(errors===_errs346)if(data121&&typeof data121=="object"&&!Array.isArray(data121)){let _errs348=errors;for(let key24 in data121)if(!(key24==="o\
wner"||key24==="superAdmin"||key24==="admin"||key24==="groupAdmin"||key24==="member"||key24==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs348===
errors){if(data121.owner!==void 0){let data122=data121.owner,_errs349=errors;if(typeof data122!="string"&&data122!==null)return validate20.errors=[],!1;if(!(data122===
"enabled"||data122==="disabled"||data122===null))return validate20.errors=[],!1;var valid31=_errs349===errors}else var valid31=!0;if(valid31){if(data121.superAdmin!==
void 0){let data123=data121.superAdmin,_errs352=errors;if(typeof data123!="string"&&data123!==null)return validate20.errors=[],!1;if(!(data123==="enabled"||data123===
"disabled"||data123===null))return validate20.errors=[],!1;var valid31=_errs352===errors}else var valid31=!0;if(valid31){if(data121.admin!==void 0){let data124=data121.
admin,_errs355=errors;if(typeof data124!="string"&&data124!==null)return validate20.errors=[],!1;if(!(data124==="enabled"||data124==="disabled"||data124===null))
return validate20.errors=[],!1;var valid31=_errs355===errors}else var valid31=!0;if(valid31){if(data121.groupAdmin!==void 0){let data125=data121.groupAdmin,_errs358=errors;
if(typeof data125!="string"&&data125!==null)return validate20.errors=[],!1;if(!(data125==="enabled"||data125==="disabled"||data125===null))return validate20.errors=
[],!1;var valid31=_errs358===errors}else var valid31=!0;if(valid31){if(data121.member!==void 0){let data126=data121.member,_errs361=errors;if(typeof data126!="s\
tring"&&data126!==null)return validate20.errors=[],!1;if(!(data126==="enabled"||data126==="disabled"||data126===null))return validate20.errors=[],!1;var valid31=_errs361===
errors}else var valid31=!0;if(valid31)if(data121.adminConfigurable!==void 0){let data127=data121.adminConfigurable,_errs364=errors;if(typeof data127!="boolean"&&
data127!==null)return validate20.errors=[],!1;var valid31=_errs364===errors}else var valid31=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs346===
errors}else var valid22=!0;if(valid22){if(data64.chat!==void 0){let data128=data64.chat,_errs367=errors;if(errors===_errs367)if(data128&&typeof data128=="object"&&
!Array.isArray(data128)){let _errs369=errors;for(let key25 in data128)if(!(key25==="owner"||key25==="superAdmin"||key25==="admin"||key25==="groupAdmin"||key25===
"member"||key25==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs369===errors){if(data128.owner!==void 0){let data129=data128.owner,_errs370=errors;
if(typeof data129!="string"&&data129!==null)return validate20.errors=[],!1;if(!(data129==="enabled"||data129==="disabled"||data129===null))return validate20.errors=
[],!1;var valid32=_errs370===errors}else var valid32=!0;if(valid32){if(data128.superAdmin!==void 0){let data130=data128.superAdmin,_errs373=errors;if(typeof data130!=
"string"&&data130!==null)return validate20.errors=[],!1;if(!(data130==="enabled"||data130==="disabled"||data130===null))return validate20.errors=[],!1;var valid32=_errs373===
errors}else var valid32=!0;if(valid32){if(data128.admin!==void 0){let data131=data128.admin,_errs376=errors;if(typeof data131!="string"&&data131!==null)return validate20.
errors=[],!1;if(!(data131==="enabled"||data131==="disabled"||data131===null))return validate20.errors=[],!1;var valid32=_errs376===errors}else var valid32=!0;if(valid32){
if(data128.groupAdmin!==void 0){let data132=data128.groupAdmin,_errs379=errors;if(typeof data132!="string"&&data132!==null)return validate20.errors=[],!1;if(!(data132===
"enabled"||data132==="disabled"||data132===null))return validate20.errors=[],!1;var valid32=_errs379===errors}else var valid32=!0;if(valid32){if(data128.member!==
void 0){let data133=data128.member,_errs382=errors;if(typeof data133!="string"&&data133!==null)return validate20.errors=[],!1;if(!(data133==="enabled"||data133===
"disabled"||data133===null))return validate20.errors=[],!1;var valid32=_errs382===errors}else var valid32=!0;if(valid32)if(data128.adminConfigurable!==void 0){let data134=data128.
adminConfigurable,_errs385=errors;if(typeof data134!="boolean"&&data134!==null)return validate20.errors=[],!1;var valid32=_errs385===errors}else var valid32=!0}}}}}}else
return validate20.errors=[],!1;var valid22=_errs367===errors}else var valid22=!0;if(valid22){if(data64.remoteReboot!==void 0){let data135=data64.remoteReboot,_errs388=errors;
if(errors===_errs388)if(data135&&typeof data135=="object"&&!Array.isArray(data135)){let _errs390=errors;for(let key26 in data135)if(!(key26==="owner"||key26==="\
superAdmin"||key26==="admin"||key26==="groupAdmin"||key26==="member"||key26==="adminConfigurable")){return validate20.errors=[],!1;break}if(_errs390===errors){if(data135.
owner!==void 0){let data136=data135.owner,_errs391=errors;if(typeof data136!="string"&&data136!==null)return validate20.errors=[],!1;if(!(data136==="enabled"||data136===
"disabled"||data136===null))return validate20.errors=[],!1;var valid33=_errs391===errors}else var valid33=!0;if(valid33){if(data135.superAdmin!==void 0){let data137=data135.
superAdmin,_errs394=errors;if(typeof data137!="string"&&data137!==null)return validate20.errors=[],!1;if(!(data137==="enabled"||data137==="disabled"||data137===
null))return validate20.errors=[],!1;var valid33=_errs394===errors}else var valid33=!0;if(valid33){if(data135.admin!==void 0){let data138=data135.admin,_errs397=errors;
if(typeof data138!="string"&&data138!==null)return validate20.errors=[],!1;if(!(data138==="enabled"||data138==="disabled"||data138===null))return validate20.errors=
[],!1;var valid33=_errs397===errors}else var valid33=!0;if(valid33){if(data135.groupAdmin!==void 0){let data139=data135.groupAdmin,_errs400=errors;if(typeof data139!=
"string"&&data139!==null)return validate20.errors=[],!1;if(!(data139==="enabled"||data139==="disabled"||data139===null))return validate20.errors=[],!1;var valid33=_errs400===
errors}else var valid33=!0;if(valid33){if(data135.member!==void 0){let data140=data135.member,_errs403=errors;if(typeof data140!="string"&&data140!==null)return validate20.
errors=[],!1;if(!(data140==="enabled"||data140==="disabled"||data140===null))return validate20.errors=[],!1;var valid33=_errs403===errors}else var valid33=!0;if(valid33)
if(data135.adminConfigurable!==void 0){let data141=data135.adminConfigurable,_errs406=errors;if(typeof data141!="boolean"&&data141!==null)return validate20.errors=
[],!1;var valid33=_errs406===errors}else var valid33=!0}}}}}}else return validate20.errors=[],!1;var valid22=_errs388===errors}else var valid22=!0;if(valid22)if(data64.
systemTools!==void 0){let data142=data64.systemTools,_errs409=errors;if(errors===_errs409)if(data142&&typeof data142=="object"&&!Array.isArray(data142)){let _errs411=errors;
for(let key27 in data142)if(!(key27==="owner"||key27==="superAdmin"||key27==="admin"||key27==="groupAdmin"||key27==="member"||key27==="adminConfigurable")){return validate20.
errors=[],!1;break}if(_errs411===errors){if(data142.owner!==void 0){let data143=data142.owner,_errs412=errors;if(typeof data143!="string"&&data143!==null)return validate20.
errors=[],!1;if(!(data143==="enabled"||data143==="disabled"||data143===null))return validate20.errors=[],!1;var valid34=_errs412===errors}else var valid34=!0;if(valid34){
if(data142.superAdmin!==void 0){let data144=data142.superAdmin,_errs415=errors;if(typeof data144!="string"&&data144!==null)return validate20.errors=[],!1;if(!(data144===
"enabled"||data144==="disabled"||data144===null))return validate20.errors=[],!1;var valid34=_errs415===errors}else var valid34=!0;if(valid34){if(data142.admin!==
void 0){let data145=data142.admin,_errs418=errors;if(typeof data145!="string"&&data145!==null)return validate20.errors=[],!1;if(!(data145==="enabled"||data145===
"disabled"||data145===null))return validate20.errors=[],!1;var valid34=_errs418===errors}else var valid34=!0;if(valid34){if(data142.groupAdmin!==void 0){let data146=data142.
groupAdmin,_errs421=errors;if(typeof data146!="string"&&data146!==null)return validate20.errors=[],!1;if(!(data146==="enabled"||data146==="disabled"||data146===
null))return validate20.errors=[],!1;var valid34=_errs421===errors}else var valid34=!0;if(valid34){if(data142.member!==void 0){let data147=data142.member,_errs424=errors;
if(typeof data147!="string"&&data147!==null)return validate20.errors=[],!1;if(!(data147==="enabled"||data147==="disabled"||data147===null))return validate20.errors=
[],!1;var valid34=_errs424===errors}else var valid34=!0;if(valid34)if(data142.adminConfigurable!==void 0){let data148=data142.adminConfigurable,_errs427=errors;
if(typeof data148!="boolean"&&data148!==null)return validate20.errors=[],!1;var valid34=_errs427===errors}else var valid34=!0}}}}}}else return validate20.errors=
[],!1;var valid22=_errs409===errors}else var valid22=!0}}}}}}}}}}}}else return validate20.errors=[],!1;var valid6=_errs175===errors}else var valid6=!0;if(valid6){
if(data9.ipRestriction!==void 0){let data149=data9.ipRestriction,_errs430=errors;if(errors===_errs430)if(data149&&typeof data149=="object"&&!Array.isArray(data149)){
let _errs432=errors;for(let key28 in data149)if(!(key28==="console"||key28==="application"||key28==="allow")){return validate20.errors=[],!1;break}if(_errs432===
errors){if(data149.console!==void 0){let data150=data149.console,_errs433=errors;if(typeof data150!="boolean"&&data150!==null)return validate20.errors=[],!1;var valid35=_errs433===
errors}else var valid35=!0;if(valid35){if(data149.application!==void 0){let data151=data149.application,_errs436=errors;if(typeof data151!="boolean"&&data151!==
null)return validate20.errors=[],!1;var valid35=_errs436===errors}else var valid35=!0;if(valid35)if(data149.allow!==void 0){let data152=data149.allow,_errs439=errors;
if(errors===_errs439)if(Array.isArray(data152)){if(data152.length>1e5)return validate20.errors=[],!1;{var valid36=!0;let len7=data152.length;for(let i7=0;i7<len7;i7++){
let data153=data152[i7],_errs441=errors;if(errors===_errs441&&errors===_errs441)if(typeof data153=="string"){if(func1(data153)>64)return validate20.errors=[],!1;
if(!formats16(data153))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid36=_errs441===errors;if(!valid36)break}}}else return validate20.
errors=[],!1;var valid35=_errs439===errors}else var valid35=!0}}}else return validate20.errors=[],!1;var valid6=_errs430===errors}else var valid6=!0;if(valid6){
if(data9.relay!==void 0){let data154=data9.relay,_errs443=errors;if(errors===_errs443)if(data154&&typeof data154=="object"&&!Array.isArray(data154)){let _errs445=errors;
for(let key29 in data154)if(!(key29==="stun"||key29==="turn"||key29==="secret"||key29==="credentialMinutes")){return validate20.errors=[],!1;break}if(_errs445===
errors){if(data154.stun!==void 0){let data155=data154.stun,_errs446=errors;if(errors===_errs446)if(Array.isArray(data155)){if(data155.length>8)return validate20.
errors=[],!1;{var valid38=!0;let len8=data155.length;for(let i8=0;i8<len8;i8++){let data156=data155[i8],_errs448=errors;if(errors===_errs448)if(typeof data156==
"string"){if(func1(data156)>320)return validate20.errors=[],!1;if(!pattern10.test(data156))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid38=_errs448===
errors;if(!valid38)break}}}else return validate20.errors=[],!1;var valid37=_errs446===errors}else var valid37=!0;if(valid37){if(data154.turn!==void 0){let data157=data154.
turn,_errs450=errors;if(errors===_errs450)if(Array.isArray(data157)){if(data157.length>8)return validate20.errors=[],!1;{var valid39=!0;let len9=data157.length;
for(let i9=0;i9<len9;i9++){let data158=data157[i9],_errs452=errors;if(errors===_errs452)if(typeof data158=="string"){if(func1(data158)>320)return validate20.errors=
[],!1;if(!pattern11.test(data158))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid39=_errs452===errors;if(!valid39)break}}}else return validate20.
errors=[],!1;var valid37=_errs450===errors}else var valid37=!0;if(valid37){if(data154.secret!==void 0){let data159=data154.secret,_errs454=errors;if(!(data159&&
typeof data159=="object"&&!Array.isArray(data159))&&data159!==null)return validate20.errors=[],!1;if(errors===_errs454&&data159&&typeof data159=="object"&&!Array.
isArray(data159)){if(Object.keys(data159).length<1)return validate20.errors=[],!1;{let _errs457=errors;for(let key30 in data159)if(key30!=="valueFrom"){return validate20.
errors=[],!1;break}if(_errs457===errors&&data159.valueFrom!==void 0){let data160=data159.valueFrom;if(errors===errors)if(data160&&typeof data160=="object"&&!Array.
isArray(data160)){if(Object.keys(data160).length>1)return validate20.errors=[],!1;if(Object.keys(data160).length<1)return validate20.errors=[],!1;{let _errs460=errors;
for(let key31 in data160)if(!(key31==="env"||key31==="file"||key31==="secretKeyRef")){return validate20.errors=[],!1;break}if(_errs460===errors){if(data160.env!==
void 0){let data161=data160.env,_errs461=errors;if(errors===_errs461)if(typeof data161=="string"){if(func1(data161)>128)return validate20.errors=[],!1;if(!pattern12.
test(data161))return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid41=_errs461===errors}else var valid41=!0;if(valid41){if(data160.file!==
void 0){let data162=data160.file,_errs463=errors;if(errors===_errs463)if(typeof data162=="string"){if(func1(data162)>512)return validate20.errors=[],!1;if(func1(
data162)<1)return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid41=_errs463===errors}else var valid41=!0;if(valid41)if(data160.secretKeyRef!==
void 0){let data163=data160.secretKeyRef,_errs465=errors;if(errors===_errs465)if(data163&&typeof data163=="object"&&!Array.isArray(data163)){if(Object.keys(data163).
length<2)return validate20.errors=[],!1;{let _errs467=errors;for(let key32 in data163)if(!(key32==="name"||key32==="key")){return validate20.errors=[],!1;break}
if(_errs467===errors){if(data163.name!==void 0){let data164=data163.name,_errs468=errors;if(errors===_errs468)if(typeof data164=="string"){if(func1(data164)>253)
return validate20.errors=[],!1;if(func1(data164)<1)return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid42=_errs468===errors}else var valid42=!0;
if(valid42)if(data163.key!==void 0){let data165=data163.key,_errs470=errors;if(errors===_errs470)if(typeof data165=="string"){if(func1(data165)>253)return validate20.
errors=[],!1;if(func1(data165)<1)return validate20.errors=[],!1}else return validate20.errors=[],!1;var valid42=_errs470===errors}else var valid42=!0}}}else return validate20.
errors=[],!1;var valid41=_errs465===errors}else var valid41=!0}}}}else return validate20.errors=[],!1}}}var valid37=_errs454===errors}else var valid37=!0;if(valid37)
if(data154.credentialMinutes!==void 0){let data166=data154.credentialMinutes,_errs472=errors;if(!(typeof data166=="number"&&!(data166%1)&&!isNaN(data166)&&isFinite(
data166))&&data166!==null)return validate20.errors=[],!1;if(errors===_errs472&&typeof data166=="number"&&isFinite(data166)){if(data166>1440||isNaN(data166))return validate20.
errors=[],!1;if(data166<5||isNaN(data166))return validate20.errors=[],!1}var valid37=_errs472===errors}else var valid37=!0}}}}else return validate20.errors=[],!1;
var valid6=_errs443===errors}else var valid6=!0;if(valid6)if(data9.logRetentionDays!==void 0){let data167=data9.logRetentionDays,_errs475=errors;if(!(typeof data167==
"number"&&!(data167%1)&&!isNaN(data167)&&isFinite(data167))&&data167!==null)return validate20.errors=[],!1;if(errors===_errs475&&typeof data167=="number"&&isFinite(
data167)){if(data167>3650||isNaN(data167))return validate20.errors=[],!1;if(data167<60||isNaN(data167))return validate20.errors=[],!1}var valid6=_errs475===errors}else
var valid6=!0}}}}}}}}}}}}else return validate20.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate20.errors=[],!1;return validate20.
errors=vErrors,errors===0}validate20.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var SsoMethod=validate21,schema32={$id:"SsoMethod",type:"object",properties:{
apiVersion:{type:"string",enum:["splashtop.io/v1"]},kind:{type:"string",enum:["SsoMethod"]},metadata:{type:"object",properties:{name:{type:"string",maxLength:253,
pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61\
}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[\
A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},annotations:{type:"object",maxProperties:64,propertyNames:{
pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}}},
additionalProperties:!1},spec:{type:"object",properties:{displayName:{type:"string",maxLength:128,minLength:1,pattern:"^\\S([\\s\\S]*\\S)?$",nullable:!0},protocol:{
type:"string",enum:["saml2","oidc",null],nullable:!0},idp:{type:"string",enum:["azureAD","okta","adfs","jumpcloud","onelogin","other"]},loginUrl:{type:"string",
maxLength:2048,format:"https",nullable:!0},issuer:{type:"string",maxLength:2048,minLength:1,nullable:!0},certificate:{type:"string",maxLength:16384,format:"pem",
nullable:!0},domains:{type:"array",maxItems:1e5,items:{type:"string",maxLength:253,format:"domain"}},enabled:{type:"boolean",nullable:!0},deviceAuthentication:{
type:"boolean",nullable:!0},defaultForInvites:{type:"boolean",nullable:!0},scim:{type:"object",properties:{enabled:{type:"boolean",nullable:!0},userGroups:{type:"\
boolean",nullable:!0},token:{type:"object",nullable:!0,minProperties:1,properties:{valueFrom:{type:"object",minProperties:1,maxProperties:1,properties:{env:{type:"\
string",maxLength:128,pattern:"^[A-Za-z_][A-Za-z0-9_]*$"},file:{type:"string",maxLength:512,minLength:1},secretKeyRef:{type:"object",minProperties:2,properties:{
name:{type:"string",maxLength:253,minLength:1},key:{type:"string",maxLength:253,minLength:1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1}},
additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1},formats18=formats.https,formats20=formats.pem,formats22=formats.domain;function validate21(data,{
instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate21.evaluated;if(evaluated0.dynamicProps&&
(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;
for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate21.errors=[],!1;break}if(_errs1===errors){if(data.
apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate21.errors=[],!1;if(data0!=="splashtop.io/v1")return validate21.
errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!="string")return validate21.
errors=[],!1;if(data1!=="SsoMethod")return validate21.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.metadata!==void 0){let data2=data.
metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)if(!(key1==="name"||key1===
"namespace"||key1==="labels"||key1==="annotations")){return validate21.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){let data3=data2.name,_errs9=errors;
if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate21.errors=[],!1;if(!pattern4.test(data3))return validate21.errors=[],!1}else return validate21.
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
displayName,_errs28=errors;if(typeof data10!="string"&&data10!==null)return validate21.errors=[],!1;if(errors===_errs28&&typeof data10=="string"){if(func1(data10)>
128)return validate21.errors=[],!1;if(func1(data10)<1)return validate21.errors=[],!1;if(!pattern8.test(data10))return validate21.errors=[],!1}var valid6=_errs28===
errors}else var valid6=!0;if(valid6){if(data9.protocol!==void 0){let data11=data9.protocol,_errs31=errors;if(typeof data11!="string"&&data11!==null)return validate21.
errors=[],!1;if(!(data11==="saml2"||data11==="oidc"||data11===null))return validate21.errors=[],!1;var valid6=_errs31===errors}else var valid6=!0;if(valid6){if(data9.
idp!==void 0){let data12=data9.idp,_errs34=errors;if(typeof data12!="string")return validate21.errors=[],!1;if(!(data12==="azureAD"||data12==="okta"||data12==="\
adfs"||data12==="jumpcloud"||data12==="onelogin"||data12==="other"))return validate21.errors=[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6){if(data9.
loginUrl!==void 0){let data13=data9.loginUrl,_errs36=errors;if(typeof data13!="string"&&data13!==null)return validate21.errors=[],!1;if(errors===_errs36&&errors===
_errs36&&typeof data13=="string"){if(func1(data13)>2048)return validate21.errors=[],!1;if(!formats18(data13))return validate21.errors=[],!1}var valid6=_errs36===
errors}else var valid6=!0;if(valid6){if(data9.issuer!==void 0){let data14=data9.issuer,_errs39=errors;if(typeof data14!="string"&&data14!==null)return validate21.
errors=[],!1;if(errors===_errs39&&typeof data14=="string"){if(func1(data14)>2048)return validate21.errors=[],!1;if(func1(data14)<1)return validate21.errors=[],!1}
var valid6=_errs39===errors}else var valid6=!0;if(valid6){if(data9.certificate!==void 0){let data15=data9.certificate,_errs42=errors;if(typeof data15!="string"&&
data15!==null)return validate21.errors=[],!1;if(errors===_errs42&&errors===_errs42&&typeof data15=="string"){if(func1(data15)>16384)return validate21.errors=[],
!1;if(!formats20(data15))return validate21.errors=[],!1}var valid6=_errs42===errors}else var valid6=!0;if(valid6){if(data9.domains!==void 0){let data16=data9.domains,
_errs45=errors;if(errors===_errs45)if(Array.isArray(data16)){if(data16.length>1e5)return validate21.errors=[],!1;{var valid7=!0;let len0=data16.length;for(let i0=0;i0<
len0;i0++){let data17=data16[i0],_errs47=errors;if(errors===_errs47&&errors===_errs47)if(typeof data17=="string"){if(func1(data17)>253)return validate21.errors=
[],!1;if(!formats22(data17))return validate21.errors=[],!1}else return validate21.errors=[],!1;var valid7=_errs47===errors;if(!valid7)break}}}else return validate21.
errors=[],!1;var valid6=_errs45===errors}else var valid6=!0;if(valid6){if(data9.enabled!==void 0){let data18=data9.enabled,_errs49=errors;if(typeof data18!="boo\
lean"&&data18!==null)return validate21.errors=[],!1;var valid6=_errs49===errors}else var valid6=!0;if(valid6){if(data9.deviceAuthentication!==void 0){let data19=data9.
deviceAuthentication,_errs52=errors;if(typeof data19!="boolean"&&data19!==null)return validate21.errors=[],!1;var valid6=_errs52===errors}else var valid6=!0;if(valid6){
if(data9.defaultForInvites!==void 0){let data20=data9.defaultForInvites,_errs55=errors;if(typeof data20!="boolean"&&data20!==null)return validate21.errors=[],!1;
var valid6=_errs55===errors}else var valid6=!0;if(valid6)if(data9.scim!==void 0){let data21=data9.scim,_errs58=errors;if(errors===_errs58)if(data21&&typeof data21==
"object"&&!Array.isArray(data21)){let _errs60=errors;for(let key7 in data21)if(!(key7==="enabled"||key7==="userGroups"||key7==="token")){return validate21.errors=
[],!1;break}if(_errs60===errors){if(data21.enabled!==void 0){let data22=data21.enabled,_errs61=errors;if(typeof data22!="boolean"&&data22!==null)return validate21.
errors=[],!1;var valid8=_errs61===errors}else var valid8=!0;if(valid8){if(data21.userGroups!==void 0){let data23=data21.userGroups,_errs64=errors;if(typeof data23!=
"boolean"&&data23!==null)return validate21.errors=[],!1;var valid8=_errs64===errors}else var valid8=!0;if(valid8)if(data21.token!==void 0){let data24=data21.token,
_errs67=errors;if(!(data24&&typeof data24=="object"&&!Array.isArray(data24))&&data24!==null)return validate21.errors=[],!1;if(errors===_errs67&&data24&&typeof data24==
"object"&&!Array.isArray(data24)){if(Object.keys(data24).length<1)return validate21.errors=[],!1;{let _errs70=errors;for(let key8 in data24)if(key8!=="valueFrom"){
return validate21.errors=[],!1;break}if(_errs70===errors&&data24.valueFrom!==void 0){let data25=data24.valueFrom;if(errors===errors)if(data25&&typeof data25=="o\
bject"&&!Array.isArray(data25)){if(Object.keys(data25).length>1)return validate21.errors=[],!1;if(Object.keys(data25).length<1)return validate21.errors=[],!1;{let _errs73=errors;
for(let key9 in data25)if(!(key9==="env"||key9==="file"||key9==="secretKeyRef")){return validate21.errors=[],!1;break}if(_errs73===errors){if(data25.env!==void 0){
let data26=data25.env,_errs74=errors;if(errors===_errs74)if(typeof data26=="string"){if(func1(data26)>128)return validate21.errors=[],!1;if(!pattern12.test(data26))
return validate21.errors=[],!1}else return validate21.errors=[],!1;var valid10=_errs74===errors}else var valid10=!0;if(valid10){if(data25.file!==void 0){let data27=data25.
file,_errs76=errors;if(errors===_errs76)if(typeof data27=="string"){if(func1(data27)>512)return validate21.errors=[],!1;if(func1(data27)<1)return validate21.errors=
[],!1}else return validate21.errors=[],!1;var valid10=_errs76===errors}else var valid10=!0;if(valid10)if(data25.secretKeyRef!==void 0){let data28=data25.secretKeyRef,
_errs78=errors;if(errors===_errs78)if(data28&&typeof data28=="object"&&!Array.isArray(data28)){if(Object.keys(data28).length<2)return validate21.errors=[],!1;{let _errs80=errors;
for(let key10 in data28)if(!(key10==="name"||key10==="key")){return validate21.errors=[],!1;break}if(_errs80===errors){if(data28.name!==void 0){let data29=data28.
name,_errs81=errors;if(errors===_errs81)if(typeof data29=="string"){if(func1(data29)>253)return validate21.errors=[],!1;if(func1(data29)<1)return validate21.errors=
[],!1}else return validate21.errors=[],!1;var valid11=_errs81===errors}else var valid11=!0;if(valid11)if(data28.key!==void 0){let data30=data28.key,_errs83=errors;
if(errors===_errs83)if(typeof data30=="string"){if(func1(data30)>253)return validate21.errors=[],!1;if(func1(data30)<1)return validate21.errors=[],!1}else return validate21.
errors=[],!1;var valid11=_errs83===errors}else var valid11=!0}}}else return validate21.errors=[],!1;var valid10=_errs78===errors}else var valid10=!0}}}}else return validate21.
errors=[],!1}}}var valid8=_errs67===errors}else var valid8=!0}}}else return validate21.errors=[],!1;var valid6=_errs58===errors}else var valid6=!0}}}}}}}}}}}else
return validate21.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate21.errors=[],!1;return validate21.errors=vErrors,errors===0}
validate21.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var Role=validate22;function validate22(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate22.evaluated;
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
"denies")){return validate22.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(typeof data10!=
"string"&&data10!==null)return validate22.errors=[],!1;if(errors===_errs28&&typeof data10=="string"){if(func1(data10)>128)return validate22.errors=[],!1;if(func1(
data10)<1)return validate22.errors=[],!1;if(!pattern8.test(data10))return validate22.errors=[],!1}var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.
description!==void 0){let data11=data9.description,_errs31=errors;if(typeof data11!="string"&&data11!==null)return validate22.errors=[],!1;if(errors===_errs31&&
typeof data11=="string"&&func1(data11)>4096)return validate22.errors=[],!1;var valid6=_errs31===errors}else var valid6=!0;if(valid6){if(data9.extends!==void 0){
let data12=data9.extends,_errs34=errors;if(errors===_errs34)if(typeof data12=="string"){if(func1(data12)>253)return validate22.errors=[],!1;if(!pattern4.test(data12))
return validate22.errors=[],!1}else return validate22.errors=[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6){if(data9.grants!==void 0){let data13=data9.
grants,_errs36=errors;if(errors===_errs36)if(Array.isArray(data13)){if(data13.length>1e5)return validate22.errors=[],!1;{var valid7=!0;let len0=data13.length;for(let i0=0;i0<
len0;i0++){let data14=data13[i0],_errs38=errors;if(typeof data14!="string")return validate22.errors=[],!1;if(!(data14==="team.rename"||data14==="team.settings"||
data14==="sso.manage"||data14==="roles.manage"||data14==="users.invite"||data14==="users.edit"||data14==="users.group"||data14==="users.remove"||data14==="users\
.role"||data14==="groups.create"||data14==="groups.edit"||data14==="groups.delete"||data14==="groups.admins"||data14==="computers.edit"||data14==="computers.gro\
up"||data14==="computers.remove"||data14==="permissions.manage"||data14==="schedules.create"||data14==="schedules.edit"||data14==="granular.manage"||data14==="p\
olicies.manage"||data14==="packages.manage"||data14==="team.billing"||data14==="team.transfer"||data14==="team.leave"||data14==="tokens.manage"||data14==="integ\
rations.manage"||data14==="remote.manage"||data14==="remote.actions"||data14==="remote.command"||data14==="support.attend"||data14==="support.manage"||data14===
"logs.read"||data14==="sessions.manage"))return validate22.errors=[],!1;var valid7=_errs38===errors;if(!valid7)break}}}else return validate22.errors=[],!1;var valid6=_errs36===
errors}else var valid6=!0;if(valid6)if(data9.denies!==void 0){let data15=data9.denies,_errs40=errors;if(errors===_errs40)if(Array.isArray(data15)){if(data15.length>
1e5)return validate22.errors=[],!1;{var valid8=!0;let len1=data15.length;for(let i1=0;i1<len1;i1++){let data16=data15[i1],_errs42=errors;if(typeof data16!="stri\
ng")return validate22.errors=[],!1;if(!(data16==="team.rename"||data16==="team.settings"||data16==="sso.manage"||data16==="roles.manage"||data16==="users.invite"||
data16==="users.edit"||data16==="users.group"||data16==="users.remove"||data16==="users.role"||data16==="groups.create"||data16==="groups.edit"||data16==="group\
s.delete"||data16==="groups.admins"||data16==="computers.edit"||data16==="computers.group"||data16==="computers.remove"||data16==="permissions.manage"||data16===
"schedules.create"||data16==="schedules.edit"||data16==="granular.manage"||data16==="policies.manage"||data16==="packages.manage"||data16==="team.billing"||data16===
"team.transfer"||data16==="team.leave"||data16==="tokens.manage"||data16==="integrations.manage"||data16==="remote.manage"||data16==="remote.actions"||data16===
"remote.command"||data16==="support.attend"||data16==="support.manage"||data16==="logs.read"||data16==="sessions.manage"))return validate22.errors=[],!1;var valid8=_errs42===
errors;if(!valid8)break}}}else return validate22.errors=[],!1;var valid6=_errs40===errors}else var valid6=!0}}}}}else return validate22.errors=[],!1;var valid0=_errs25===
errors}else var valid0=!0}}}}else return validate22.errors=[],!1;return validate22.errors=vErrors,errors===0}validate22.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};
var User=validate23;var formats24=formats.email;function validate23(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,
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
let data10=data9.displayName,_errs28=errors;if(typeof data10!="string"&&data10!==null)return validate23.errors=[],!1;if(errors===_errs28&&typeof data10=="string"){
if(func1(data10)>128)return validate23.errors=[],!1;if(func1(data10)<1)return validate23.errors=[],!1;if(!pattern8.test(data10))return validate23.errors=[],!1}var valid6=_errs28===
errors}else var valid6=!0;if(valid6){if(data9.email!==void 0){let data11=data9.email,_errs31=errors;if(errors===_errs31&&errors===_errs31)if(typeof data11=="str\
ing"){if(func1(data11)>254)return validate23.errors=[],!1;if(!formats24(data11))return validate23.errors=[],!1}else return validate23.errors=[],!1;var valid6=_errs31===
errors}else var valid6=!0;if(valid6){if(data9.role!==void 0){let data12=data9.role,_errs33=errors;if(typeof data12!="string"&&data12!==null)return validate23.errors=
[],!1;if(errors===_errs33&&typeof data12=="string"){if(func1(data12)>253)return validate23.errors=[],!1;if(!pattern4.test(data12))return validate23.errors=[],!1}
var valid6=_errs33===errors}else var valid6=!0;if(valid6){if(data9.group!==void 0){let data13=data9.group,_errs36=errors;if(typeof data13!="string"&&data13!==null)
return validate23.errors=[],!1;if(errors===_errs36&&typeof data13=="string"){if(func1(data13)>253)return validate23.errors=[],!1;if(!pattern4.test(data13))return validate23.
errors=[],!1}var valid6=_errs36===errors}else var valid6=!0;if(valid6){if(data9.authentication!==void 0){let data14=data9.authentication,_errs39=errors;if(typeof data14!=
"string"&&data14!==null)return validate23.errors=[],!1;if(errors===_errs39&&typeof data14=="string"){if(func1(data14)>253)return validate23.errors=[],!1;if(!pattern4.
test(data14))return validate23.errors=[],!1}var valid6=_errs39===errors}else var valid6=!0;if(valid6){if(data9.licence!==void 0){let data15=data9.licence,_errs42=errors;
if(typeof data15!="string"&&data15!==null)return validate23.errors=[],!1;if(!(data15==="access"||data15==="technician"||data15===null))return validate23.errors=
[],!1;var valid6=_errs42===errors}else var valid6=!0;if(valid6)if(data9.disabled!==void 0){let data16=data9.disabled,_errs45=errors;if(typeof data16!="boolean"&&
data16!==null)return validate23.errors=[],!1;var valid6=_errs45===errors}else var valid6=!0}}}}}}}else return validate23.errors=[],!1;var valid0=_errs25===errors}else
var valid0=!0}}}}else return validate23.errors=[],!1;return validate23.errors=vErrors,errors===0}validate23.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};
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
"match")){return validate24.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(typeof data10!=
"string"&&data10!==null)return validate24.errors=[],!1;if(errors===_errs28&&typeof data10=="string"){if(func1(data10)>128)return validate24.errors=[],!1;if(func1(
data10)<1)return validate24.errors=[],!1;if(!pattern8.test(data10))return validate24.errors=[],!1}var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.
description!==void 0){let data11=data9.description,_errs31=errors;if(typeof data11!="string"&&data11!==null)return validate24.errors=[],!1;if(errors===_errs31&&
typeof data11=="string"&&func1(data11)>4096)return validate24.errors=[],!1;var valid6=_errs31===errors}else var valid6=!0;if(valid6){if(data9.type!==void 0){let data12=data9.
type,_errs34=errors;if(typeof data12!="string")return validate24.errors=[],!1;if(!(data12==="users"||data12==="computers"||data12==="mixed"))return validate24.errors=
[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6){if(data9.admins!==void 0){let data13=data9.admins,_errs36=errors;if(errors===_errs36)if(Array.isArray(
data13)){if(data13.length>1e5)return validate24.errors=[],!1;{var valid7=!0;let len0=data13.length;for(let i0=0;i0<len0;i0++){let data14=data13[i0],_errs38=errors;
if(errors===_errs38)if(typeof data14=="string"){if(func1(data14)>253)return validate24.errors=[],!1;if(!pattern4.test(data14))return validate24.errors=[],!1}else
return validate24.errors=[],!1;var valid7=_errs38===errors;if(!valid7)break}}}else return validate24.errors=[],!1;var valid6=_errs36===errors}else var valid6=!0;
if(valid6)if(data9.match!==void 0){let data15=data9.match,_errs40=errors;if(errors===_errs40)if(data15&&typeof data15=="object"&&!Array.isArray(data15)){let _errs42=errors;
for(let key7 in data15)if(!(key7==="hostname"||key7==="os"||key7==="labels"||key7==="priority")){return validate24.errors=[],!1;break}if(_errs42===errors){if(data15.
hostname!==void 0){let data16=data15.hostname,_errs43=errors;if(typeof data16!="string"&&data16!==null)return validate24.errors=[],!1;if(errors===_errs43&&typeof data16==
"string"){if(func1(data16)>253)return validate24.errors=[],!1;if(func1(data16)<1)return validate24.errors=[],!1}var valid8=_errs43===errors}else var valid8=!0;if(valid8){
if(data15.os!==void 0){let data17=data15.os,_errs46=errors;if(errors===_errs46)if(Array.isArray(data17)){if(data17.length>1e5)return validate24.errors=[],!1;{var valid9=!0;
let len1=data17.length;for(let i1=0;i1<len1;i1++){let data18=data17[i1],_errs48=errors;if(typeof data18!="string")return validate24.errors=[],!1;if(!(data18==="\
android"||data18==="linux"||data18==="macos"||data18==="windows"))return validate24.errors=[],!1;var valid9=_errs48===errors;if(!valid9)break}}}else return validate24.
errors=[],!1;var valid8=_errs46===errors}else var valid8=!0;if(valid8){if(data15.labels!==void 0){let data19=data15.labels,_errs50=errors;if(errors===_errs50)if(data19&&
typeof data19=="object"&&!Array.isArray(data19)){if(Object.keys(data19).length>64)return validate24.errors=[],!1;for(let key8 in data19){let data20=data19[key8],
_errs53=errors;if(errors===_errs53)if(typeof data20=="string"){if(func1(data20)>1024)return validate24.errors=[],!1}else return validate24.errors=[],!1;var valid10=_errs53===
errors;if(!valid10)break}}else return validate24.errors=[],!1;var valid8=_errs50===errors}else var valid8=!0;if(valid8)if(data15.priority!==void 0){let data21=data15.
priority,_errs55=errors;if(!(typeof data21=="number"&&!(data21%1)&&!isNaN(data21)&&isFinite(data21))&&data21!==null)return validate24.errors=[],!1;if(errors===_errs55&&
typeof data21=="number"&&isFinite(data21)){if(data21>1e3||isNaN(data21))return validate24.errors=[],!1;if(data21<-1e3||isNaN(data21))return validate24.errors=[],
!1}var valid8=_errs55===errors}else var valid8=!0}}}}else return validate24.errors=[],!1;var valid6=_errs40===errors}else var valid6=!0}}}}}else return validate24.
errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate24.errors=[],!1;return validate24.errors=vErrors,errors===0}validate24.evaluated=
{props:!0,dynamicProps:!1,dynamicItems:!1};var Computer=validate25;var pattern43=new RegExp('^[^\\s<>,;:"*+=\\\\`|?]([^<>,;:"*+=\\\\`|?]*[^\\s<>,;:"*+=\\\\`|?])?$',"u"),pattern45=new RegExp("^[A-Za-z0-9_-]{8,64}$","u");function validate25(data,{
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
displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(typeof data10!="string"&&data10!==null)return validate25.errors=[],!1;if(errors===_errs28&&
typeof data10=="string"){if(func1(data10)>64)return validate25.errors=[],!1;if(func1(data10)<1)return validate25.errors=[],!1;if(!pattern43.test(data10))return validate25.
errors=[],!1}var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.group!==void 0){let data11=data9.group,_errs31=errors;if(typeof data11!="string"&&
data11!==null)return validate25.errors=[],!1;if(errors===_errs31&&typeof data11=="string"){if(func1(data11)>253)return validate25.errors=[],!1;if(!pattern4.test(
data11))return validate25.errors=[],!1}var valid6=_errs31===errors}else var valid6=!0;if(valid6){if(data9.note!==void 0){let data12=data9.note,_errs34=errors;if(typeof data12!=
"string"&&data12!==null)return validate25.errors=[],!1;if(errors===_errs34&&typeof data12=="string"&&func1(data12)>4096)return validate25.errors=[],!1;var valid6=_errs34===
errors}else var valid6=!0;if(valid6){if(data9.deviceId!==void 0){let data13=data9.deviceId,_errs37=errors;if(typeof data13!="string"&&data13!==null)return validate25.
errors=[],!1;if(errors===_errs37&&typeof data13=="string"){if(func1(data13)>64)return validate25.errors=[],!1;if(!pattern45.test(data13))return validate25.errors=
[],!1}var valid6=_errs37===errors}else var valid6=!0;if(valid6)if(data9.enrolment!==void 0){let data14=data9.enrolment,_errs40=errors;if(typeof data14!="string"&&
data14!==null)return validate25.errors=[],!1;if(!(data14==="open"||data14==="revoked"||data14===null))return validate25.errors=[],!1;var valid6=_errs40===errors}else
var valid6=!0}}}}}else return validate25.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate25.errors=[],!1;return validate25.errors=
vErrors,errors===0}validate25.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var AccessPermission=validate26;function validate26(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate26.evaluated;
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
void 0){let data10=data9.displayName,_errs28=errors;if(typeof data10!="string"&&data10!==null)return validate27.errors=[],!1;if(errors===_errs28&&typeof data10==
"string"){if(func1(data10)>128)return validate27.errors=[],!1;if(func1(data10)<1)return validate27.errors=[],!1;if(!pattern8.test(data10))return validate27.errors=
[],!1}var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.description!==void 0){let data11=data9.description,_errs31=errors;if(typeof data11!="st\
ring"&&data11!==null)return validate27.errors=[],!1;if(errors===_errs31&&typeof data11=="string"&&func1(data11)>4096)return validate27.errors=[],!1;var valid6=_errs31===
errors}else var valid6=!0;if(valid6){if(data9.computers!==void 0){let data12=data9.computers,_errs34=errors;if(errors===_errs34)if(Array.isArray(data12)){if(data12.
length>1e5)return validate27.errors=[],!1;{var valid7=!0;let len0=data12.length;for(let i0=0;i0<len0;i0++){let data13=data12[i0],_errs36=errors;if(errors===_errs36)
if(typeof data13=="string"){if(func1(data13)>253)return validate27.errors=[],!1;if(!pattern4.test(data13))return validate27.errors=[],!1}else return validate27.
errors=[],!1;var valid7=_errs36===errors;if(!valid7)break}}}else return validate27.errors=[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6){if(data9.
groups!==void 0){let data14=data9.groups,_errs38=errors;if(errors===_errs38)if(Array.isArray(data14)){if(data14.length>1e5)return validate27.errors=[],!1;{var valid8=!0;
let len1=data14.length;for(let i1=0;i1<len1;i1++){let data15=data14[i1],_errs40=errors;if(errors===_errs40)if(typeof data15=="string"){if(func1(data15)>253)return validate27.
errors=[],!1;if(!pattern4.test(data15))return validate27.errors=[],!1}else return validate27.errors=[],!1;var valid8=_errs40===errors;if(!valid8)break}}}else return validate27.
errors=[],!1;var valid6=_errs38===errors}else var valid6=!0;if(valid6){if(data9.admins!==void 0){let data16=data9.admins,_errs42=errors;if(errors===_errs42)if(Array.
isArray(data16)){if(data16.length>1e5)return validate27.errors=[],!1;{var valid9=!0;let len2=data16.length;for(let i2=0;i2<len2;i2++){let data17=data16[i2],_errs44=errors;
if(errors===_errs44)if(typeof data17=="string"){if(func1(data17)>253)return validate27.errors=[],!1;if(!pattern4.test(data17))return validate27.errors=[],!1}else
return validate27.errors=[],!1;var valid9=_errs44===errors;if(!valid9)break}}}else return validate27.errors=[],!1;var valid6=_errs42===errors}else var valid6=!0;
if(valid6){if(data9.enabled!==void 0){let data18=data9.enabled,_errs46=errors;if(typeof data18!="boolean"&&data18!==null)return validate27.errors=[],!1;var valid6=_errs46===
errors}else var valid6=!0;if(valid6){if(data9.connectionPool!==void 0){let data19=data9.connectionPool,_errs49=errors;if(errors===_errs49)if(data19&&typeof data19==
"object"&&!Array.isArray(data19)){let _errs51=errors;for(let key7 in data19)if(!(key7==="supported"||key7==="default")){return validate27.errors=[],!1;break}if(_errs51===
errors){if(data19.supported!==void 0){let data20=data19.supported,_errs52=errors;if(typeof data20!="boolean"&&data20!==null)return validate27.errors=[],!1;var valid10=_errs52===
errors}else var valid10=!0;if(valid10)if(data19.default!==void 0){let data21=data19.default,_errs55=errors;if(typeof data21!="boolean"&&data21!==null)return validate27.
errors=[],!1;var valid10=_errs55===errors}else var valid10=!0}}else return validate27.errors=[],!1;var valid6=_errs49===errors}else var valid6=!0;if(valid6)if(data9.
exclusiveAccess!==void 0){let data22=data9.exclusiveAccess,_errs58=errors;if(errors===_errs58)if(data22&&typeof data22=="object"&&!Array.isArray(data22)){let _errs60=errors;
for(let key8 in data22)if(!(key8==="supported"||key8==="default"||key8==="blankScreen"||key8==="lockInput"||key8==="logoffAfterDisconnect")){return validate27.errors=
[],!1;break}if(_errs60===errors){if(data22.supported!==void 0){let data23=data22.supported,_errs61=errors;if(typeof data23!="boolean"&&data23!==null)return validate27.
errors=[],!1;var valid11=_errs61===errors}else var valid11=!0;if(valid11){if(data22.default!==void 0){let data24=data22.default,_errs64=errors;if(typeof data24!=
"boolean"&&data24!==null)return validate27.errors=[],!1;var valid11=_errs64===errors}else var valid11=!0;if(valid11){if(data22.blankScreen!==void 0){let data25=data22.
blankScreen,_errs67=errors;if(typeof data25!="boolean"&&data25!==null)return validate27.errors=[],!1;var valid11=_errs67===errors}else var valid11=!0;if(valid11){
if(data22.lockInput!==void 0){let data26=data22.lockInput,_errs70=errors;if(typeof data26!="boolean"&&data26!==null)return validate27.errors=[],!1;var valid11=_errs70===
errors}else var valid11=!0;if(valid11)if(data22.logoffAfterDisconnect!==void 0){let data27=data22.logoffAfterDisconnect,_errs73=errors;if(typeof data27!="boolea\
n"&&data27!==null)return validate27.errors=[],!1;var valid11=_errs73===errors}else var valid11=!0}}}}}else return validate27.errors=[],!1;var valid6=_errs58===errors}else
var valid6=!0}}}}}}}}else return validate27.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate27.errors=[],!1;return validate27.
errors=vErrors,errors===0}validate27.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var Schedule=validate28,schema39={$id:"Schedule",type:"object",properties:{
apiVersion:{type:"string",enum:["splashtop.io/v1"]},kind:{type:"string",enum:["Schedule"]},metadata:{type:"object",properties:{name:{type:"string",maxLength:253,
pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61\
}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[\
A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},annotations:{type:"object",maxProperties:64,propertyNames:{
pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}}},
additionalProperties:!1},spec:{type:"object",properties:{displayName:{type:"string",maxLength:128,minLength:1,pattern:"^\\S([\\s\\S]*\\S)?$",nullable:!0},description:{
type:"string",maxLength:4096,nullable:!0},resource:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253},
subjects:{type:"object",properties:{users:{type:"array",maxItems:1e5,items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61\
}[a-z0-9])?)*$",maxLength:253}},groups:{type:"array",maxItems:1e5,items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a\
-z0-9])?)*$",maxLength:253}}},additionalProperties:!1},startDate:{type:"string",maxLength:10,format:"date"},endDate:{type:"string",maxLength:10,format:"date",nullable:!0},
timeSlot:{type:"object",properties:{start:{type:"string",maxLength:5,pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$"},end:{type:"string",maxLength:5,pattern:"^(([01][\
0-9]|2[0-3]):[0-5][0-9]|24:00)$"},crossesMidnight:{type:"boolean",nullable:!0}},additionalProperties:!1},recurrence:{type:"object",properties:{frequency:{type:"\
string",enum:["once","daily","weekly","monthly",null],nullable:!0},days:{type:"array",maxItems:1e5,items:{type:"string",enum:["MO","TU","WE","TH","FR","SA","SU"]}},
dayOfMonth:{type:"integer",minimum:1,maximum:31,nullable:!0},interval:{type:"integer",minimum:1,maximum:999,nullable:!0},rule:{type:"string",maxLength:512,format:"\
rrule",nullable:!0}},additionalProperties:!1},forceDisconnectAtEnd:{type:"boolean",nullable:!0},paused:{type:"boolean",nullable:!0},connectionPool:{type:"boolea\
n",nullable:!0},exclusiveAccess:{type:"boolean",nullable:!0}},additionalProperties:!1}},additionalProperties:!1},pattern70=new RegExp("^([01][0-9]|2[0-3]):[0-5]\
[0-9]$","u"),pattern71=new RegExp("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$","u"),formats26=formats.date,formats30=formats.rrule;function validate28(data,{instancePath="",
parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate28.evaluated;if(evaluated0.dynamicProps&&(evaluated0.
props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)
if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate28.errors=[],!1;break}if(_errs1===errors){if(data.apiVersion!==void 0){
let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate28.errors=[],!1;if(data0!=="splashtop.io/v1")return validate28.errors=[],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!="string")return validate28.errors=[],!1;if(data1!==
"Schedule")return validate28.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.metadata!==void 0){let data2=data.metadata,_errs6=errors;
if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)if(!(key1==="name"||key1==="namespace"||key1===
"labels"||key1==="annotations")){return validate28.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){let data3=data2.name,_errs9=errors;if(errors===
_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate28.errors=[],!1;if(!pattern4.test(data3))return validate28.errors=[],!1}else return validate28.
errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,_errs11=errors;if(errors===_errs11)
if(typeof data4=="string"){if(func1(data4)>253)return validate28.errors=[],!1;if(!pattern4.test(data4))return validate28.errors=[],!1}else return validate28.errors=
[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5==
"object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate28.errors=[],!1;for(let key2 in data5){let _errs15=errors;if(typeof key2=="strin\
g"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"\
maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+
"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-\
z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;
if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{
propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate28.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],
_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid3=_errs17===
errors;if(!valid3)break}}else return validate28.errors=[],!1;var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.
annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate28.errors=
[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"\
#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annot\
ations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};
vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"\
#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(
err5),errors++,validate28.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="s\
tring"){if(func1(data8)>1024)return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate28.
errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate28.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.
spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)
if(!func7.call(schema39.properties.spec.properties,key6)){return validate28.errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.
displayName,_errs28=errors;if(typeof data10!="string"&&data10!==null)return validate28.errors=[],!1;if(errors===_errs28&&typeof data10=="string"){if(func1(data10)>
128)return validate28.errors=[],!1;if(func1(data10)<1)return validate28.errors=[],!1;if(!pattern8.test(data10))return validate28.errors=[],!1}var valid6=_errs28===
errors}else var valid6=!0;if(valid6){if(data9.description!==void 0){let data11=data9.description,_errs31=errors;if(typeof data11!="string"&&data11!==null)return validate28.
errors=[],!1;if(errors===_errs31&&typeof data11=="string"&&func1(data11)>4096)return validate28.errors=[],!1;var valid6=_errs31===errors}else var valid6=!0;if(valid6){
if(data9.resource!==void 0){let data12=data9.resource,_errs34=errors;if(errors===_errs34)if(typeof data12=="string"){if(func1(data12)>253)return validate28.errors=
[],!1;if(!pattern4.test(data12))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6){if(data9.
subjects!==void 0){let data13=data9.subjects,_errs36=errors;if(errors===_errs36)if(data13&&typeof data13=="object"&&!Array.isArray(data13)){let _errs38=errors;for(let key7 in data13)
if(!(key7==="users"||key7==="groups")){return validate28.errors=[],!1;break}if(_errs38===errors){if(data13.users!==void 0){let data14=data13.users,_errs39=errors;
if(errors===_errs39)if(Array.isArray(data14)){if(data14.length>1e5)return validate28.errors=[],!1;{var valid8=!0;let len0=data14.length;for(let i0=0;i0<len0;i0++){
let data15=data14[i0],_errs41=errors;if(errors===_errs41)if(typeof data15=="string"){if(func1(data15)>253)return validate28.errors=[],!1;if(!pattern4.test(data15))
return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid8=_errs41===errors;if(!valid8)break}}}else return validate28.errors=[],!1;var valid7=_errs39===
errors}else var valid7=!0;if(valid7)if(data13.groups!==void 0){let data16=data13.groups,_errs43=errors;if(errors===_errs43)if(Array.isArray(data16)){if(data16.length>
1e5)return validate28.errors=[],!1;{var valid9=!0;let len1=data16.length;for(let i1=0;i1<len1;i1++){let data17=data16[i1],_errs45=errors;if(errors===_errs45)if(typeof data17==
"string"){if(func1(data17)>253)return validate28.errors=[],!1;if(!pattern4.test(data17))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid9=_errs45===
errors;if(!valid9)break}}}else return validate28.errors=[],!1;var valid7=_errs43===errors}else var valid7=!0}}else return validate28.errors=[],!1;var valid6=_errs36===
errors}else var valid6=!0;if(valid6){if(data9.startDate!==void 0){let data18=data9.startDate,_errs47=errors;if(errors===_errs47&&errors===_errs47)if(typeof data18==
"string"){if(func1(data18)>10)return validate28.errors=[],!1;if(!formats26(data18))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid6=_errs47===
errors}else var valid6=!0;if(valid6){if(data9.endDate!==void 0){let data19=data9.endDate,_errs49=errors;if(typeof data19!="string"&&data19!==null)return validate28.
errors=[],!1;if(errors===_errs49&&errors===_errs49&&typeof data19=="string"){if(func1(data19)>10)return validate28.errors=[],!1;if(!formats26(data19))return validate28.
errors=[],!1}var valid6=_errs49===errors}else var valid6=!0;if(valid6){if(data9.timeSlot!==void 0){let data20=data9.timeSlot,_errs52=errors;if(errors===_errs52)
if(data20&&typeof data20=="object"&&!Array.isArray(data20)){let _errs54=errors;for(let key8 in data20)if(!(key8==="start"||key8==="end"||key8==="crossesMidnight")){
return validate28.errors=[],!1;break}if(_errs54===errors){if(data20.start!==void 0){let data21=data20.start,_errs55=errors;if(errors===_errs55)if(typeof data21==
"string"){if(func1(data21)>5)return validate28.errors=[],!1;if(!pattern70.test(data21))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid10=_errs55===
errors}else var valid10=!0;if(valid10){if(data20.end!==void 0){let data22=data20.end,_errs57=errors;if(errors===_errs57)if(typeof data22=="string"){if(func1(data22)>
5)return validate28.errors=[],!1;if(!pattern71.test(data22))return validate28.errors=[],!1}else return validate28.errors=[],!1;var valid10=_errs57===errors}else
var valid10=!0;if(valid10)if(data20.crossesMidnight!==void 0){let data23=data20.crossesMidnight,_errs59=errors;if(typeof data23!="boolean"&&data23!==null)return validate28.
errors=[],!1;var valid10=_errs59===errors}else var valid10=!0}}}else return validate28.errors=[],!1;var valid6=_errs52===errors}else var valid6=!0;if(valid6){if(data9.
recurrence!==void 0){let data24=data9.recurrence,_errs62=errors;if(errors===_errs62)if(data24&&typeof data24=="object"&&!Array.isArray(data24)){let _errs64=errors;
for(let key9 in data24)if(!(key9==="frequency"||key9==="days"||key9==="dayOfMonth"||key9==="interval"||key9==="rule")){return validate28.errors=[],!1;break}if(_errs64===
errors){if(data24.frequency!==void 0){let data25=data24.frequency,_errs65=errors;if(typeof data25!="string"&&data25!==null)return validate28.errors=[],!1;if(!(data25===
"once"||data25==="daily"||data25==="weekly"||data25==="monthly"||data25===null))return validate28.errors=[],!1;var valid11=_errs65===errors}else var valid11=!0;
if(valid11){if(data24.days!==void 0){let data26=data24.days,_errs68=errors;if(errors===_errs68)if(Array.isArray(data26)){if(data26.length>1e5)return validate28.
errors=[],!1;{var valid12=!0;let len2=data26.length;for(let i2=0;i2<len2;i2++){let data27=data26[i2],_errs70=errors;if(typeof data27!="string")return validate28.
errors=[],!1;if(!(data27==="MO"||data27==="TU"||data27==="WE"||data27==="TH"||data27==="FR"||data27==="SA"||data27==="SU"))return validate28.errors=[],!1;var valid12=_errs70===
errors;if(!valid12)break}}}else return validate28.errors=[],!1;var valid11=_errs68===errors}else var valid11=!0;if(valid11){if(data24.dayOfMonth!==void 0){let data28=data24.
dayOfMonth,_errs72=errors;if(!(typeof data28=="number"&&!(data28%1)&&!isNaN(data28)&&isFinite(data28))&&data28!==null)return validate28.errors=[],!1;if(errors===
_errs72&&typeof data28=="number"&&isFinite(data28)){if(data28>31||isNaN(data28))return validate28.errors=[],!1;if(data28<1||isNaN(data28))return validate28.errors=
[],!1}var valid11=_errs72===errors}else var valid11=!0;if(valid11){if(data24.interval!==void 0){let data29=data24.interval,_errs75=errors;if(!(typeof data29=="n\
umber"&&!(data29%1)&&!isNaN(data29)&&isFinite(data29))&&data29!==null)return validate28.errors=[],!1;if(errors===_errs75&&typeof data29=="number"&&isFinite(data29)){
if(data29>999||isNaN(data29))return validate28.errors=[],!1;if(data29<1||isNaN(data29))return validate28.errors=[],!1}var valid11=_errs75===errors}else var valid11=!0;
if(valid11)if(data24.rule!==void 0){let data30=data24.rule,_errs78=errors;if(typeof data30!="string"&&data30!==null)return validate28.errors=[],!1;if(errors===_errs78&&
errors===_errs78&&typeof data30=="string"){if(func1(data30)>512)return validate28.errors=[],!1;if(!formats30(data30))return validate28.errors=[],!1}var valid11=_errs78===
errors}else var valid11=!0}}}}}else return validate28.errors=[],!1;var valid6=_errs62===errors}else var valid6=!0;if(valid6){if(data9.forceDisconnectAtEnd!==void 0){
let data31=data9.forceDisconnectAtEnd,_errs81=errors;if(typeof data31!="boolean"&&data31!==null)return validate28.errors=[],!1;var valid6=_errs81===errors}else var valid6=!0;
if(valid6){if(data9.paused!==void 0){let data32=data9.paused,_errs84=errors;if(typeof data32!="boolean"&&data32!==null)return validate28.errors=[],!1;var valid6=_errs84===
errors}else var valid6=!0;if(valid6){if(data9.connectionPool!==void 0){let data33=data9.connectionPool,_errs87=errors;if(typeof data33!="boolean"&&data33!==null)
return validate28.errors=[],!1;var valid6=_errs87===errors}else var valid6=!0;if(valid6)if(data9.exclusiveAccess!==void 0){let data34=data9.exclusiveAccess,_errs90=errors;
if(typeof data34!="boolean"&&data34!==null)return validate28.errors=[],!1;var valid6=_errs90===errors}else var valid6=!0}}}}}}}}}}}}else return validate28.errors=
[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate28.errors=[],!1;return validate28.errors=vErrors,errors===0}validate28.evaluated={props:!0,
dynamicProps:!1,dynamicItems:!1};var GranularControl=validate29,schema40={$id:"GranularControl",type:"object",properties:{apiVersion:{type:"string",enum:["splas\
htop.io/v1"]},kind:{type:"string",enum:["GranularControl"]},metadata:{type:"object",properties:{name:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0\
,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9\
-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}\
[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},annotations:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-\
9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}}},additionalProperties:!1},
spec:{type:"object",properties:{subjects:{type:"object",properties:{users:{type:"array",maxItems:1e5,items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z\
0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}},groups:{type:"array",maxItems:1e5,items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-\
9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}}},additionalProperties:!1},controls:{type:"object",properties:{fileTransfer:{type:"string",enum:["\
enabled","toComputerOnly","fromComputerOnly","disabled","followGroup","default",null],nullable:!0},remotePrint:{type:"string",enum:["enabled","disabled","follow\
Group","default",null],nullable:!0},copyPaste:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled","followGroup","default",null],nullable:!0},
twoStepVerification:{type:"string",enum:["enabled","disabled","followGroup","default",null],nullable:!0},attendedAccess:{type:"string",enum:["enabled","disabled",
"followGroup","default",null],nullable:!0},oneToMany:{type:"string",enum:["enabled","disabled","followGroup","default",null],nullable:!0},remoteControl:{type:"s\
tring",enum:["enabled","disabled","followGroup","default",null],nullable:!0},remoteCommand:{type:"string",enum:["enabled","disabled","followGroup","default",null],
nullable:!0},sessionRecording:{type:"string",enum:["enabled","disabled","followGroup","default",null],nullable:!0},chat:{type:"string",enum:["enabled","disabled",
"followGroup","default",null],nullable:!0},remoteReboot:{type:"string",enum:["enabled","disabled","followGroup","default",null],nullable:!0},systemTools:{type:"\
string",enum:["enabled","disabled","followGroup","default",null],nullable:!0}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1};function validate29(data,{
instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate29.evaluated;if(evaluated0.dynamicProps&&
(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;
for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate29.errors=[],!1;break}if(_errs1===errors){if(data.
apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate29.errors=[],!1;if(data0!=="splashtop.io/v1")return validate29.
errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(typeof data1!="string")return validate29.
errors=[],!1;if(data1!=="GranularControl")return validate29.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.metadata!==void 0){let data2=data.
metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;for(let key1 in data2)if(!(key1==="name"||key1===
"namespace"||key1==="labels"||key1==="annotations")){return validate29.errors=[],!1;break}if(_errs8===errors){if(data2.name!==void 0){let data3=data2.name,_errs9=errors;
if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate29.errors=[],!1;if(!pattern4.test(data3))return validate29.errors=[],!1}else return validate29.
errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){let data4=data2.namespace,_errs11=errors;if(errors===_errs11)
if(typeof data4=="string"){if(func1(data4)>253)return validate29.errors=[],!1;if(!pattern4.test(data4))return validate29.errors=[],!1}else return validate29.errors=
[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5==
"object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate29.errors=[],!1;for(let key2 in data5){let _errs15=errors;if(typeof key2=="strin\
g"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"\
maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+
"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-\
z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;
if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{
propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,validate29.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],
_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(data6)>1024)return validate29.errors=[],!1}else return validate29.errors=[],!1;var valid3=_errs17===
errors;if(!valid3)break}}else return validate29.errors=[],!1;var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.
annotations,_errs19=errors;if(errors===_errs19)if(data7&&typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate29.errors=
[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4=="string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"\
#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++}else if(!pattern6.test(key4)){let err4={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annot\
ations/propertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};
vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"\
#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(
err5),errors++,validate29.errors=vErrors,!1;break}}if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="s\
tring"){if(func1(data8)>1024)return validate29.errors=[],!1}else return validate29.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate29.
errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else return validate29.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.
spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)
if(!(key6==="subjects"||key6==="controls")){return validate29.errors=[],!1;break}if(_errs27===errors){if(data9.subjects!==void 0){let data10=data9.subjects,_errs28=errors;
if(errors===_errs28)if(data10&&typeof data10=="object"&&!Array.isArray(data10)){let _errs30=errors;for(let key7 in data10)if(!(key7==="users"||key7==="groups")){
return validate29.errors=[],!1;break}if(_errs30===errors){if(data10.users!==void 0){let data11=data10.users,_errs31=errors;if(errors===_errs31)if(Array.isArray(
data11)){if(data11.length>1e5)return validate29.errors=[],!1;{var valid8=!0;let len0=data11.length;for(let i0=0;i0<len0;i0++){let data12=data11[i0],_errs33=errors;
if(errors===_errs33)if(typeof data12=="string"){if(func1(data12)>253)return validate29.errors=[],!1;if(!pattern4.test(data12))return validate29.errors=[],!1}else
return validate29.errors=[],!1;var valid8=_errs33===errors;if(!valid8)break}}}else return validate29.errors=[],!1;var valid7=_errs31===errors}else var valid7=!0;
if(valid7)if(data10.groups!==void 0){let data13=data10.groups,_errs35=errors;if(errors===_errs35)if(Array.isArray(data13)){if(data13.length>1e5)return validate29.
errors=[],!1;{var valid9=!0;let len1=data13.length;for(let i1=0;i1<len1;i1++){let data14=data13[i1],_errs37=errors;if(errors===_errs37)if(typeof data14=="string"){
if(func1(data14)>253)return validate29.errors=[],!1;if(!pattern4.test(data14))return validate29.errors=[],!1}else return validate29.errors=[],!1;var valid9=_errs37===
errors;if(!valid9)break}}}else return validate29.errors=[],!1;var valid7=_errs35===errors}else var valid7=!0}}else return validate29.errors=[],!1;var valid6=_errs28===
errors}else var valid6=!0;if(valid6)if(data9.controls!==void 0){let data15=data9.controls,_errs39=errors;if(errors===_errs39)if(data15&&typeof data15=="object"&&
!Array.isArray(data15)){let _errs41=errors;for(let key8 in data15)if(!func7.call(schema40.properties.spec.properties.controls.properties,key8)){return validate29.
errors=[],!1;break}if(_errs41===errors){if(data15.fileTransfer!==void 0){let data16=data15.fileTransfer,_errs42=errors;if(typeof data16!="string"&&data16!==null)
return validate29.errors=[],!1;if(!(data16==="enabled"||data16==="toComputerOnly"||data16==="fromComputerOnly"||data16==="disabled"||data16==="followGroup"||data16===
"default"||data16===null))return validate29.errors=[],!1;var valid10=_errs42===errors}else var valid10=!0;if(valid10){if(data15.remotePrint!==void 0){let data17=data15.
remotePrint,_errs45=errors;if(typeof data17!="string"&&data17!==null)return validate29.errors=[],!1;if(!(data17==="enabled"||data17==="disabled"||data17==="foll\
owGroup"||data17==="default"||data17===null))return validate29.errors=[],!1;var valid10=_errs45===errors}else var valid10=!0;if(valid10){if(data15.copyPaste!==void 0){
let data18=data15.copyPaste,_errs48=errors;if(typeof data18!="string"&&data18!==null)return validate29.errors=[],!1;if(!(data18==="enabled"||data18==="toCompute\
rOnly"||data18==="fromComputerOnly"||data18==="disabled"||data18==="followGroup"||data18==="default"||data18===null))return validate29.errors=[],!1;var valid10=_errs48===
errors}else var valid10=!0;if(valid10){if(data15.twoStepVerification!==void 0){let data19=data15.twoStepVerification,_errs51=errors;if(typeof data19!="string"&&
data19!==null)return validate29.errors=[],!1;if(!(data19==="enabled"||data19==="disabled"||data19==="followGroup"||data19==="default"||data19===null))return validate29.
errors=[],!1;var valid10=_errs51===errors}else var valid10=!0;if(valid10){if(data15.attendedAccess!==void 0){let data20=data15.attendedAccess,_errs54=errors;if(typeof data20!=
"string"&&data20!==null)return validate29.errors=[],!1;if(!(data20==="enabled"||data20==="disabled"||data20==="followGroup"||data20==="default"||data20===null))
return validate29.errors=[],!1;var valid10=_errs54===errors}else var valid10=!0;if(valid10){if(data15.oneToMany!==void 0){let data21=data15.oneToMany,_errs57=errors;
if(typeof data21!="string"&&data21!==null)return validate29.errors=[],!1;if(!(data21==="enabled"||data21==="disabled"||data21==="followGroup"||data21==="default"||
data21===null))return validate29.errors=[],!1;var valid10=_errs57===errors}else var valid10=!0;if(valid10){if(data15.remoteControl!==void 0){let data22=data15.remoteControl,
_errs60=errors;if(typeof data22!="string"&&data22!==null)return validate29.errors=[],!1;if(!(data22==="enabled"||data22==="disabled"||data22==="followGroup"||data22===
"default"||data22===null))return validate29.errors=[],!1;var valid10=_errs60===errors}else var valid10=!0;if(valid10){if(data15.remoteCommand!==void 0){let data23=data15.
remoteCommand,_errs63=errors;if(typeof data23!="string"&&data23!==null)return validate29.errors=[],!1;if(!(data23==="enabled"||data23==="disabled"||data23==="fo\
llowGroup"||data23==="default"||data23===null))return validate29.errors=[],!1;var valid10=_errs63===errors}else var valid10=!0;if(valid10){if(data15.sessionRecording!==
void 0){let data24=data15.sessionRecording,_errs66=errors;if(typeof data24!="string"&&data24!==null)return validate29.errors=[],!1;if(!(data24==="enabled"||data24===
"disabled"||data24==="followGroup"||data24==="default"||data24===null))return validate29.errors=[],!1;var valid10=_errs66===errors}else var valid10=!0;if(valid10){
if(data15.chat!==void 0){let data25=data15.chat,_errs69=errors;if(typeof data25!="string"&&data25!==null)return validate29.errors=[],!1;if(!(data25==="enabled"||
data25==="disabled"||data25==="followGroup"||data25==="default"||data25===null))return validate29.errors=[],!1;var valid10=_errs69===errors}else var valid10=!0;
if(valid10){if(data15.remoteReboot!==void 0){let data26=data15.remoteReboot,_errs72=errors;if(typeof data26!="string"&&data26!==null)return validate29.errors=[],
!1;if(!(data26==="enabled"||data26==="disabled"||data26==="followGroup"||data26==="default"||data26===null))return validate29.errors=[],!1;var valid10=_errs72===
errors}else var valid10=!0;if(valid10)if(data15.systemTools!==void 0){let data27=data15.systemTools,_errs75=errors;if(typeof data27!="string"&&data27!==null)return validate29.
errors=[],!1;if(!(data27==="enabled"||data27==="disabled"||data27==="followGroup"||data27==="default"||data27===null))return validate29.errors=[],!1;var valid10=_errs75===
errors}else var valid10=!0}}}}}}}}}}}}else return validate29.errors=[],!1;var valid6=_errs39===errors}else var valid6=!0}}else return validate29.errors=[],!1;var valid0=_errs25===
errors}else var valid0=!0}}}}else return validate29.errors=[],!1;return validate29.errors=vErrors,errors===0}validate29.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};
var PreferencePolicy=validate30,schema41={$id:"PreferencePolicy",type:"object",properties:{apiVersion:{type:"string",enum:["splashtop.io/v1"]},kind:{type:"strin\
g",enum:["PreferencePolicy"]},metadata:{type:"object",properties:{name:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z\
0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{
type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{
type:"string",maxLength:1024}},annotations:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0\
-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}}},additionalProperties:!1},spec:{type:"object",properties:{displayName:{
type:"string",maxLength:128,minLength:1,pattern:"^\\S([\\s\\S]*\\S)?$",nullable:!0},description:{type:"string",maxLength:4096,nullable:!0},settings:{type:"objec\
t",properties:{general:{type:"object",properties:{computerName:{type:"string",maxLength:64,minLength:1,nullable:!0},autoLaunch:{type:"boolean",nullable:!0},autoUpdate:{
type:"boolean",nullable:!0},hideTrayIcon:{type:"boolean",nullable:!0},directConnection:{type:"boolean",nullable:!0},proxy:{type:"object",properties:{mode:{type:"\
string",enum:["auto","manual"]},url:{type:"string",maxLength:270,pattern:"^https?://[A-Za-z0-9.\\[\\]:_-]{1,255}/?$"}},additionalProperties:!1},engine:{type:"st\
ring",enum:["webrtc","splashtop-streamer",null],nullable:!0}},additionalProperties:!1},session:{type:"object",properties:{sound:{type:"string",enum:["thisComput\
er","remote","both","off",null],nullable:!0},idleTimeoutMinutes:{type:"integer",minimum:0,maximum:9999,nullable:!0},maxSessionMinutes:{type:"integer",minimum:0,
maximum:525600,nullable:!0},indicator:{type:"object",properties:{mode:{type:"string",enum:["none","popup","banner","both"]},text:{type:"string",maxLength:256}},
additionalProperties:!1},watermark:{type:"object",properties:{enabled:{type:"boolean"},text:{type:"string",maxLength:256}},additionalProperties:!1},keyboardLayoutSync:{
type:"boolean",nullable:!0}},additionalProperties:!1},security:{type:"object",properties:{additionalPassword:{type:"object",properties:{mode:{type:"string",enum:[
"none","securityCode","osLogin",null],nullable:!0},securityCode:{type:"object",nullable:!0,minProperties:1,properties:{valueFrom:{type:"object",minProperties:1,
maxProperties:1,properties:{env:{type:"string",maxLength:128,pattern:"^[A-Za-z_][A-Za-z0-9_]*$"},file:{type:"string",maxLength:512,minLength:1},secretKeyRef:{type:"\
object",minProperties:2,properties:{name:{type:"string",maxLength:253,minLength:1},key:{type:"string",maxLength:253,minLength:1}},additionalProperties:!1}},additionalProperties:!1}},
additionalProperties:!1}},additionalProperties:!1},requestPermission:{type:"object",properties:{mode:{type:"string",enum:["off","rejectOnTimeout","allowOnTimeou\
t","rejectOnTimeoutAllowAtLogin"]},timeoutSeconds:{type:"integer",minimum:5,maximum:300}},additionalProperties:!1},staleness:{type:"object",properties:{mode:{type:"\
string",enum:["bestEffort","strict"]},graceSeconds:{type:"integer",minimum:30,maximum:604800}},additionalProperties:!1},lockScreenOnConnect:{type:"boolean",nullable:!0},
lockScreenOnDisconnect:{type:"boolean",nullable:!0},logoffOnDisconnect:{type:"object",properties:{enabled:{type:"boolean"},afterSeconds:{type:"integer",minimum:0,
maximum:86400}},additionalProperties:!1},blankScreen:{type:"boolean",nullable:!0},lockInput:{type:"boolean",nullable:!0},copyPaste:{type:"string",enum:["enabled",
"toComputerOnly","fromComputerOnly","disabled",null],nullable:!0},fileTransfer:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled",null],
nullable:!0},remotePrint:{type:"boolean",nullable:!0},remoteControl:{type:"boolean",nullable:!0},sessionRecording:{type:"object",properties:{enabled:{type:"bool\
ean"},required:{type:"boolean"}},additionalProperties:!1}},additionalProperties:!1},bandwidth:{type:"object",properties:{maxFrameRate:{type:"integer",minimum:1,
maximum:60,nullable:!0},maxBitrateKbps:{type:"integer",minimum:0,maximum:1e6,nullable:!0},maxWidth:{type:"integer",minimum:0,maximum:16384,nullable:!0},maxHeight:{
type:"integer",minimum:0,maximum:16384,nullable:!0},quality:{type:"string",enum:["speed","balanced","sharpness",null],nullable:!0},codec:{type:"string",enum:["h\
264","vp8","av1",null],nullable:!0}},additionalProperties:!1}},additionalProperties:!1},targets:{type:"object",properties:{computers:{type:"array",maxItems:1e5,
items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}},groups:{type:"array",maxItems:1e5,items:{
type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}}},additionalProperties:!1},admins:{type:"arr\
ay",maxItems:1e5,items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}}},additionalProperties:!1}},
additionalProperties:!1},pattern83=new RegExp("^https?://[A-Za-z0-9.\\[\\]:_-]{1,255}/?$","u");function validate30(data,{instancePath="",parentData,parentDataProperty,
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
if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(typeof data10!="string"&&data10!==null)return validate30.errors=[],!1;if(errors===
_errs28&&typeof data10=="string"){if(func1(data10)>128)return validate30.errors=[],!1;if(func1(data10)<1)return validate30.errors=[],!1;if(!pattern8.test(data10))
return validate30.errors=[],!1}var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.description!==void 0){let data11=data9.description,_errs31=errors;
if(typeof data11!="string"&&data11!==null)return validate30.errors=[],!1;if(errors===_errs31&&typeof data11=="string"&&func1(data11)>4096)return validate30.errors=
[],!1;var valid6=_errs31===errors}else var valid6=!0;if(valid6){if(data9.settings!==void 0){let data12=data9.settings,_errs34=errors;if(errors===_errs34)if(data12&&
typeof data12=="object"&&!Array.isArray(data12)){let _errs36=errors;for(let key7 in data12)if(!(key7==="general"||key7==="session"||key7==="security"||key7==="b\
andwidth")){return validate30.errors=[],!1;break}if(_errs36===errors){if(data12.general!==void 0){let data13=data12.general,_errs37=errors;if(errors===_errs37)if(data13&&
typeof data13=="object"&&!Array.isArray(data13)){let _errs39=errors;for(let key8 in data13)if(!(key8==="computerName"||key8==="autoLaunch"||key8==="autoUpdate"||
key8==="hideTrayIcon"||key8==="directConnection"||key8==="proxy"||key8==="engine")){return validate30.errors=[],!1;break}if(_errs39===errors){if(data13.computerName!==
void 0){let data14=data13.computerName,_errs40=errors;if(typeof data14!="string"&&data14!==null)return validate30.errors=[],!1;if(errors===_errs40&&typeof data14==
"string"){if(func1(data14)>64)return validate30.errors=[],!1;if(func1(data14)<1)return validate30.errors=[],!1}var valid8=_errs40===errors}else var valid8=!0;if(valid8){
if(data13.autoLaunch!==void 0){let data15=data13.autoLaunch,_errs43=errors;if(typeof data15!="boolean"&&data15!==null)return validate30.errors=[],!1;var valid8=_errs43===
errors}else var valid8=!0;if(valid8){if(data13.autoUpdate!==void 0){let data16=data13.autoUpdate,_errs46=errors;if(typeof data16!="boolean"&&data16!==null)return validate30.
errors=[],!1;var valid8=_errs46===errors}else var valid8=!0;if(valid8){if(data13.hideTrayIcon!==void 0){let data17=data13.hideTrayIcon,_errs49=errors;if(typeof data17!=
"boolean"&&data17!==null)return validate30.errors=[],!1;var valid8=_errs49===errors}else var valid8=!0;if(valid8){if(data13.directConnection!==void 0){let data18=data13.
directConnection,_errs52=errors;if(typeof data18!="boolean"&&data18!==null)return validate30.errors=[],!1;var valid8=_errs52===errors}else var valid8=!0;if(valid8){
if(data13.proxy!==void 0){let data19=data13.proxy,_errs55=errors;if(errors===_errs55)if(data19&&typeof data19=="object"&&!Array.isArray(data19)){let _errs57=errors;
for(let key9 in data19)if(!(key9==="mode"||key9==="url")){return validate30.errors=[],!1;break}if(_errs57===errors){if(data19.mode!==void 0){let data20=data19.mode,
_errs58=errors;if(typeof data20!="string")return validate30.errors=[],!1;if(!(data20==="auto"||data20==="manual"))return validate30.errors=[],!1;var valid9=_errs58===
errors}else var valid9=!0;if(valid9)if(data19.url!==void 0){let data21=data19.url,_errs60=errors;if(errors===_errs60)if(typeof data21=="string"){if(func1(data21)>
270)return validate30.errors=[],!1;if(!pattern83.test(data21))return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid9=_errs60===errors}else
var valid9=!0}}else return validate30.errors=[],!1;var valid8=_errs55===errors}else var valid8=!0;if(valid8)if(data13.engine!==void 0){let data22=data13.engine,
_errs62=errors;if(typeof data22!="string"&&data22!==null)return validate30.errors=[],!1;if(!(data22==="webrtc"||data22==="splashtop-streamer"||data22===null))return validate30.
errors=[],!1;var valid8=_errs62===errors}else var valid8=!0}}}}}}}else return validate30.errors=[],!1;var valid7=_errs37===errors}else var valid7=!0;if(valid7){
if(data12.session!==void 0){let data23=data12.session,_errs65=errors;if(errors===_errs65)if(data23&&typeof data23=="object"&&!Array.isArray(data23)){let _errs67=errors;
for(let key10 in data23)if(!(key10==="sound"||key10==="idleTimeoutMinutes"||key10==="maxSessionMinutes"||key10==="indicator"||key10==="watermark"||key10==="keyb\
oardLayoutSync")){return validate30.errors=[],!1;break}if(_errs67===errors){if(data23.sound!==void 0){let data24=data23.sound,_errs68=errors;if(typeof data24!="\
string"&&data24!==null)return validate30.errors=[],!1;if(!(data24==="thisComputer"||data24==="remote"||data24==="both"||data24==="off"||data24===null))return validate30.
errors=[],!1;var valid10=_errs68===errors}else var valid10=!0;if(valid10){if(data23.idleTimeoutMinutes!==void 0){let data25=data23.idleTimeoutMinutes,_errs71=errors;
if(!(typeof data25=="number"&&!(data25%1)&&!isNaN(data25)&&isFinite(data25))&&data25!==null)return validate30.errors=[],!1;if(errors===_errs71&&typeof data25=="\
number"&&isFinite(data25)){if(data25>9999||isNaN(data25))return validate30.errors=[],!1;if(data25<0||isNaN(data25))return validate30.errors=[],!1}var valid10=_errs71===
errors}else var valid10=!0;if(valid10){if(data23.maxSessionMinutes!==void 0){let data26=data23.maxSessionMinutes,_errs74=errors;if(!(typeof data26=="number"&&!(data26%
1)&&!isNaN(data26)&&isFinite(data26))&&data26!==null)return validate30.errors=[],!1;if(errors===_errs74&&typeof data26=="number"&&isFinite(data26)){if(data26>525600||
isNaN(data26))return validate30.errors=[],!1;if(data26<0||isNaN(data26))return validate30.errors=[],!1}var valid10=_errs74===errors}else var valid10=!0;if(valid10){
if(data23.indicator!==void 0){let data27=data23.indicator,_errs77=errors;if(errors===_errs77)if(data27&&typeof data27=="object"&&!Array.isArray(data27)){let _errs79=errors;
for(let key11 in data27)if(!(key11==="mode"||key11==="text")){return validate30.errors=[],!1;break}if(_errs79===errors){if(data27.mode!==void 0){let data28=data27.
mode,_errs80=errors;if(typeof data28!="string")return validate30.errors=[],!1;if(!(data28==="none"||data28==="popup"||data28==="banner"||data28==="both"))return validate30.
errors=[],!1;var valid11=_errs80===errors}else var valid11=!0;if(valid11)if(data27.text!==void 0){let data29=data27.text,_errs82=errors;if(errors===_errs82)if(typeof data29==
"string"){if(func1(data29)>256)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid11=_errs82===errors}else var valid11=!0}}else return validate30.
errors=[],!1;var valid10=_errs77===errors}else var valid10=!0;if(valid10){if(data23.watermark!==void 0){let data30=data23.watermark,_errs84=errors;if(errors===_errs84)
if(data30&&typeof data30=="object"&&!Array.isArray(data30)){let _errs86=errors;for(let key12 in data30)if(!(key12==="enabled"||key12==="text")){return validate30.
errors=[],!1;break}if(_errs86===errors){if(data30.enabled!==void 0){let _errs87=errors;if(typeof data30.enabled!="boolean")return validate30.errors=[],!1;var valid12=_errs87===
errors}else var valid12=!0;if(valid12)if(data30.text!==void 0){let data32=data30.text,_errs89=errors;if(errors===_errs89)if(typeof data32=="string"){if(func1(data32)>
256)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid12=_errs89===errors}else var valid12=!0}}else return validate30.errors=[],!1;var valid10=_errs84===
errors}else var valid10=!0;if(valid10)if(data23.keyboardLayoutSync!==void 0){let data33=data23.keyboardLayoutSync,_errs91=errors;if(typeof data33!="boolean"&&data33!==
null)return validate30.errors=[],!1;var valid10=_errs91===errors}else var valid10=!0}}}}}}else return validate30.errors=[],!1;var valid7=_errs65===errors}else var valid7=!0;
if(valid7){if(data12.security!==void 0){let data34=data12.security,_errs94=errors;if(errors===_errs94)if(data34&&typeof data34=="object"&&!Array.isArray(data34)){
let _errs96=errors;for(let key13 in data34)if(!func7.call(schema41.properties.spec.properties.settings.properties.security.properties,key13)){return validate30.
errors=[],!1;break}if(_errs96===errors){if(data34.additionalPassword!==void 0){let data35=data34.additionalPassword,_errs97=errors;if(errors===_errs97)if(data35&&
typeof data35=="object"&&!Array.isArray(data35)){let _errs99=errors;for(let key14 in data35)if(!(key14==="mode"||key14==="securityCode")){return validate30.errors=
[],!1;break}if(_errs99===errors){if(data35.mode!==void 0){let data36=data35.mode,_errs100=errors;if(typeof data36!="string"&&data36!==null)return validate30.errors=
[],!1;if(!(data36==="none"||data36==="securityCode"||data36==="osLogin"||data36===null))return validate30.errors=[],!1;var valid14=_errs100===errors}else var valid14=!0;
if(valid14)if(data35.securityCode!==void 0){let data37=data35.securityCode,_errs103=errors;if(!(data37&&typeof data37=="object"&&!Array.isArray(data37))&&data37!==
null)return validate30.errors=[],!1;if(errors===_errs103&&data37&&typeof data37=="object"&&!Array.isArray(data37)){if(Object.keys(data37).length<1)return validate30.
errors=[],!1;{let _errs106=errors;for(let key15 in data37)if(key15!=="valueFrom"){return validate30.errors=[],!1;break}if(_errs106===errors&&data37.valueFrom!==
void 0){let data38=data37.valueFrom;if(errors===errors)if(data38&&typeof data38=="object"&&!Array.isArray(data38)){if(Object.keys(data38).length>1)return validate30.
errors=[],!1;if(Object.keys(data38).length<1)return validate30.errors=[],!1;{let _errs109=errors;for(let key16 in data38)if(!(key16==="env"||key16==="file"||key16===
"secretKeyRef")){return validate30.errors=[],!1;break}if(_errs109===errors){if(data38.env!==void 0){let data39=data38.env,_errs110=errors;if(errors===_errs110)if(typeof data39==
"string"){if(func1(data39)>128)return validate30.errors=[],!1;if(!pattern12.test(data39))return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid16=_errs110===
errors}else var valid16=!0;if(valid16){if(data38.file!==void 0){let data40=data38.file,_errs112=errors;if(errors===_errs112)if(typeof data40=="string"){if(func1(
data40)>512)return validate30.errors=[],!1;if(func1(data40)<1)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid16=_errs112===errors}else
var valid16=!0;if(valid16)if(data38.secretKeyRef!==void 0){let data41=data38.secretKeyRef,_errs114=errors;if(errors===_errs114)if(data41&&typeof data41=="object"&&
!Array.isArray(data41)){if(Object.keys(data41).length<2)return validate30.errors=[],!1;{let _errs116=errors;for(let key17 in data41)if(!(key17==="name"||key17===
"key")){return validate30.errors=[],!1;break}if(_errs116===errors){if(data41.name!==void 0){let data42=data41.name,_errs117=errors;if(errors===_errs117)if(typeof data42==
"string"){if(func1(data42)>253)return validate30.errors=[],!1;if(func1(data42)<1)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid17=_errs117===
errors}else var valid17=!0;if(valid17)if(data41.key!==void 0){let data43=data41.key,_errs119=errors;if(errors===_errs119)if(typeof data43=="string"){if(func1(data43)>
253)return validate30.errors=[],!1;if(func1(data43)<1)return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid17=_errs119===errors}else var valid17=!0}}}else
return validate30.errors=[],!1;var valid16=_errs114===errors}else var valid16=!0}}}}else return validate30.errors=[],!1}}}var valid14=_errs103===errors}else var valid14=!0}}else
return validate30.errors=[],!1;var valid13=_errs97===errors}else var valid13=!0;if(valid13){if(data34.requestPermission!==void 0){let data44=data34.requestPermission,
_errs121=errors;if(errors===_errs121)if(data44&&typeof data44=="object"&&!Array.isArray(data44)){let _errs123=errors;for(let key18 in data44)if(!(key18==="mode"||
key18==="timeoutSeconds")){return validate30.errors=[],!1;break}if(_errs123===errors){if(data44.mode!==void 0){let data45=data44.mode,_errs124=errors;if(typeof data45!=
"string")return validate30.errors=[],!1;if(!(data45==="off"||data45==="rejectOnTimeout"||data45==="allowOnTimeout"||data45==="rejectOnTimeoutAllowAtLogin"))return validate30.
errors=[],!1;var valid18=_errs124===errors}else var valid18=!0;if(valid18)if(data44.timeoutSeconds!==void 0){let data46=data44.timeoutSeconds,_errs126=errors;if(!(typeof data46==
"number"&&!(data46%1)&&!isNaN(data46)&&isFinite(data46)))return validate30.errors=[],!1;if(errors===_errs126&&typeof data46=="number"&&isFinite(data46)){if(data46>
300||isNaN(data46))return validate30.errors=[],!1;if(data46<5||isNaN(data46))return validate30.errors=[],!1}var valid18=_errs126===errors}else var valid18=!0}}else
return validate30.errors=[],!1;var valid13=_errs121===errors}else var valid13=!0;if(valid13){if(data34.staleness!==void 0){let data47=data34.staleness,_errs128=errors;
if(errors===_errs128)if(data47&&typeof data47=="object"&&!Array.isArray(data47)){let _errs130=errors;for(let key19 in data47)if(!(key19==="mode"||key19==="grace\
Seconds")){return validate30.errors=[],!1;break}if(_errs130===errors){if(data47.mode!==void 0){let data48=data47.mode,_errs131=errors;if(typeof data48!="string")
return validate30.errors=[],!1;if(!(data48==="bestEffort"||data48==="strict"))return validate30.errors=[],!1;var valid19=_errs131===errors}else var valid19=!0;if(valid19)
if(data47.graceSeconds!==void 0){let data49=data47.graceSeconds,_errs133=errors;if(!(typeof data49=="number"&&!(data49%1)&&!isNaN(data49)&&isFinite(data49)))return validate30.
errors=[],!1;if(errors===_errs133&&typeof data49=="number"&&isFinite(data49)){if(data49>604800||isNaN(data49))return validate30.errors=[],!1;if(data49<30||isNaN(
data49))return validate30.errors=[],!1}var valid19=_errs133===errors}else var valid19=!0}}else return validate30.errors=[],!1;var valid13=_errs128===errors}else
var valid13=!0;if(valid13){if(data34.lockScreenOnConnect!==void 0){let data50=data34.lockScreenOnConnect,_errs135=errors;if(typeof data50!="boolean"&&data50!==null)
return validate30.errors=[],!1;var valid13=_errs135===errors}else var valid13=!0;if(valid13){if(data34.lockScreenOnDisconnect!==void 0){let data51=data34.lockScreenOnDisconnect,
_errs138=errors;if(typeof data51!="boolean"&&data51!==null)return validate30.errors=[],!1;var valid13=_errs138===errors}else var valid13=!0;if(valid13){if(data34.
logoffOnDisconnect!==void 0){let data52=data34.logoffOnDisconnect,_errs141=errors;if(errors===_errs141)if(data52&&typeof data52=="object"&&!Array.isArray(data52)){
let _errs143=errors;for(let key20 in data52)if(!(key20==="enabled"||key20==="afterSeconds")){return validate30.errors=[],!1;break}if(_errs143===errors){if(data52.
enabled!==void 0){let _errs144=errors;if(typeof data52.enabled!="boolean")return validate30.errors=[],!1;var valid20=_errs144===errors}else var valid20=!0;if(valid20)
if(data52.afterSeconds!==void 0){let data54=data52.afterSeconds,_errs146=errors;if(!(typeof data54=="number"&&!(data54%1)&&!isNaN(data54)&&isFinite(data54)))return validate30.
errors=[],!1;if(errors===_errs146&&typeof data54=="number"&&isFinite(data54)){if(data54>86400||isNaN(data54))return validate30.errors=[],!1;if(data54<0||isNaN(data54))
return validate30.errors=[],!1}var valid20=_errs146===errors}else var valid20=!0}}else return validate30.errors=[],!1;var valid13=_errs141===errors}else var valid13=!0;
if(valid13){if(data34.blankScreen!==void 0){let data55=data34.blankScreen,_errs148=errors;if(typeof data55!="boolean"&&data55!==null)return validate30.errors=[],
!1;var valid13=_errs148===errors}else var valid13=!0;if(valid13){if(data34.lockInput!==void 0){let data56=data34.lockInput,_errs151=errors;if(typeof data56!="bo\
olean"&&data56!==null)return validate30.errors=[],!1;var valid13=_errs151===errors}else var valid13=!0;if(valid13){if(data34.copyPaste!==void 0){let data57=data34.
copyPaste,_errs154=errors;if(typeof data57!="string"&&data57!==null)return validate30.errors=[],!1;if(!(data57==="enabled"||data57==="toComputerOnly"||data57===
"fromComputerOnly"||data57==="disabled"||data57===null))return validate30.errors=[],!1;var valid13=_errs154===errors}else var valid13=!0;if(valid13){if(data34.fileTransfer!==
void 0){let data58=data34.fileTransfer,_errs157=errors;if(typeof data58!="string"&&data58!==null)return validate30.errors=[],!1;if(!(data58==="enabled"||data58===
"toComputerOnly"||data58==="fromComputerOnly"||data58==="disabled"||data58===null))return validate30.errors=[],!1;var valid13=_errs157===errors}else var valid13=!0;
if(valid13){if(data34.remotePrint!==void 0){let data59=data34.remotePrint,_errs160=errors;if(typeof data59!="boolean"&&data59!==null)return validate30.errors=[],
!1;var valid13=_errs160===errors}else var valid13=!0;if(valid13){if(data34.remoteControl!==void 0){let data60=data34.remoteControl,_errs163=errors;if(typeof data60!=
"boolean"&&data60!==null)return validate30.errors=[],!1;var valid13=_errs163===errors}else var valid13=!0;if(valid13)if(data34.sessionRecording!==void 0){let data61=data34.
sessionRecording,_errs166=errors;if(errors===_errs166)if(data61&&typeof data61=="object"&&!Array.isArray(data61)){let _errs168=errors;for(let key21 in data61)if(!(key21===
"enabled"||key21==="required")){return validate30.errors=[],!1;break}if(_errs168===errors){if(data61.enabled!==void 0){let _errs169=errors;if(typeof data61.enabled!=
"boolean")return validate30.errors=[],!1;var valid21=_errs169===errors}else var valid21=!0;if(valid21)if(data61.required!==void 0){let _errs171=errors;if(typeof data61.
required!="boolean")return validate30.errors=[],!1;var valid21=_errs171===errors}else var valid21=!0}}else return validate30.errors=[],!1;var valid13=_errs166===
errors}else var valid13=!0}}}}}}}}}}}}}else return validate30.errors=[],!1;var valid7=_errs94===errors}else var valid7=!0;if(valid7)if(data12.bandwidth!==void 0){
let data64=data12.bandwidth,_errs173=errors;if(errors===_errs173)if(data64&&typeof data64=="object"&&!Array.isArray(data64)){let _errs175=errors;for(let key22 in data64)
if(!(key22==="maxFrameRate"||key22==="maxBitrateKbps"||key22==="maxWidth"||key22==="maxHeight"||key22==="quality"||key22==="codec")){return validate30.errors=[],
!1;break}if(_errs175===errors){if(data64.maxFrameRate!==void 0){let data65=data64.maxFrameRate,_errs176=errors;if(!(typeof data65=="number"&&!(data65%1)&&!isNaN(
data65)&&isFinite(data65))&&data65!==null)return validate30.errors=[],!1;if(errors===_errs176&&typeof data65=="number"&&isFinite(data65)){if(data65>60||isNaN(data65))
return validate30.errors=[],!1;if(data65<1||isNaN(data65))return validate30.errors=[],!1}var valid22=_errs176===errors}else var valid22=!0;if(valid22){if(data64.
maxBitrateKbps!==void 0){let data66=data64.maxBitrateKbps,_errs179=errors;if(!(typeof data66=="number"&&!(data66%1)&&!isNaN(data66)&&isFinite(data66))&&data66!==
null)return validate30.errors=[],!1;if(errors===_errs179&&typeof data66=="number"&&isFinite(data66)){if(data66>1e6||isNaN(data66))return validate30.errors=[],!1;
if(data66<0||isNaN(data66))return validate30.errors=[],!1}var valid22=_errs179===errors}else var valid22=!0;if(valid22){if(data64.maxWidth!==void 0){let data67=data64.
maxWidth,_errs182=errors;if(!(typeof data67=="number"&&!(data67%1)&&!isNaN(data67)&&isFinite(data67))&&data67!==null)return validate30.errors=[],!1;if(errors===
_errs182&&typeof data67=="number"&&isFinite(data67)){if(data67>16384||isNaN(data67))return validate30.errors=[],!1;if(data67<0||isNaN(data67))return validate30.
errors=[],!1}var valid22=_errs182===errors}else var valid22=!0;if(valid22){if(data64.maxHeight!==void 0){let data68=data64.maxHeight,_errs185=errors;if(!(typeof data68==
"number"&&!(data68%1)&&!isNaN(data68)&&isFinite(data68))&&data68!==null)return validate30.errors=[],!1;if(errors===_errs185&&typeof data68=="number"&&isFinite(data68)){
if(data68>16384||isNaN(data68))return validate30.errors=[],!1;if(data68<0||isNaN(data68))return validate30.errors=[],!1}var valid22=_errs185===errors}else var valid22=!0;
if(valid22){if(data64.quality!==void 0){let data69=data64.quality,_errs188=errors;if(typeof data69!="string"&&data69!==null)return validate30.errors=[],!1;if(!(data69===
"speed"||data69==="balanced"||data69==="sharpness"||data69===null))return validate30.errors=[],!1;var valid22=_errs188===errors}else var valid22=!0;if(valid22)if(data64.
codec!==void 0){let data70=data64.codec,_errs191=errors;if(typeof data70!="string"&&data70!==null)return validate30.errors=[],!1;if(!(data70==="h264"||data70===
"vp8"||data70==="av1"||data70===null))return validate30.errors=[],!1;var valid22=_errs191===errors}else var valid22=!0}}}}}}else return validate30.errors=[],!1;
var valid7=_errs173===errors}else var valid7=!0}}}}else return validate30.errors=[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6){if(data9.targets!==
void 0){let data71=data9.targets,_errs194=errors;if(errors===_errs194)if(data71&&typeof data71=="object"&&!Array.isArray(data71)){let _errs196=errors;for(let key23 in data71)
if(!(key23==="computers"||key23==="groups")){return validate30.errors=[],!1;break}if(_errs196===errors){if(data71.computers!==void 0){let data72=data71.computers,
_errs197=errors;if(errors===_errs197)if(Array.isArray(data72)){if(data72.length>1e5)return validate30.errors=[],!1;{var valid24=!0;let len0=data72.length;for(let i0=0;i0<
len0;i0++){let data73=data72[i0],_errs199=errors;if(errors===_errs199)if(typeof data73=="string"){if(func1(data73)>253)return validate30.errors=[],!1;if(!pattern4.
test(data73))return validate30.errors=[],!1}else return validate30.errors=[],!1;var valid24=_errs199===errors;if(!valid24)break}}}else return validate30.errors=
[],!1;var valid23=_errs197===errors}else var valid23=!0;if(valid23)if(data71.groups!==void 0){let data74=data71.groups,_errs201=errors;if(errors===_errs201)if(Array.
isArray(data74)){if(data74.length>1e5)return validate30.errors=[],!1;{var valid25=!0;let len1=data74.length;for(let i1=0;i1<len1;i1++){let data75=data74[i1],_errs203=errors;
if(errors===_errs203)if(typeof data75=="string"){if(func1(data75)>253)return validate30.errors=[],!1;if(!pattern4.test(data75))return validate30.errors=[],!1}else
return validate30.errors=[],!1;var valid25=_errs203===errors;if(!valid25)break}}}else return validate30.errors=[],!1;var valid23=_errs201===errors}else var valid23=!0}}else
return validate30.errors=[],!1;var valid6=_errs194===errors}else var valid6=!0;if(valid6)if(data9.admins!==void 0){let data76=data9.admins,_errs205=errors;if(errors===
_errs205)if(Array.isArray(data76)){if(data76.length>1e5)return validate30.errors=[],!1;{var valid26=!0;let len2=data76.length;for(let i2=0;i2<len2;i2++){let data77=data76[i2],
_errs207=errors;if(errors===_errs207)if(typeof data77=="string"){if(func1(data77)>253)return validate30.errors=[],!1;if(!pattern4.test(data77))return validate30.
errors=[],!1}else return validate30.errors=[],!1;var valid26=_errs207===errors;if(!valid26)break}}}else return validate30.errors=[],!1;var valid6=_errs205===errors}else
var valid6=!0}}}}}else return validate30.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate30.errors=[],!1;return validate30.errors=
vErrors,errors===0}validate30.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var DeploymentPackage=validate31,schema42={$id:"DeploymentPackage",type:"obje\
ct",properties:{apiVersion:{type:"string",enum:["splashtop.io/v1"]},kind:{type:"string",enum:["DeploymentPackage"]},metadata:{type:"object",properties:{name:{type:"\
string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,pattern:"^[\
a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-\
]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},annotations:{type:"obje\
ct",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{
type:"string",maxLength:1024}}},additionalProperties:!1},spec:{type:"object",properties:{displayName:{type:"string",maxLength:128,minLength:1,pattern:"^\\S([\\s\\S\
]*\\S)?$",nullable:!0},description:{type:"string",maxLength:4096,nullable:!0},settings:{type:"object",properties:{general:{type:"object",properties:{computerName:{
type:"string",maxLength:64,minLength:1,nullable:!0},autoLaunch:{type:"boolean",nullable:!0},autoUpdate:{type:"boolean",nullable:!0},hideTrayIcon:{type:"boolean",
nullable:!0},directConnection:{type:"boolean",nullable:!0},proxy:{type:"object",properties:{mode:{type:"string",enum:["auto","manual"]},url:{type:"string",maxLength:270,
pattern:"^https?://[A-Za-z0-9.\\[\\]:_-]{1,255}/?$"}},additionalProperties:!1},engine:{type:"string",enum:["webrtc","splashtop-streamer",null],nullable:!0}},additionalProperties:!1},
session:{type:"object",properties:{sound:{type:"string",enum:["thisComputer","remote","both","off",null],nullable:!0},idleTimeoutMinutes:{type:"integer",minimum:0,
maximum:9999,nullable:!0},maxSessionMinutes:{type:"integer",minimum:0,maximum:525600,nullable:!0},indicator:{type:"object",properties:{mode:{type:"string",enum:[
"none","popup","banner","both"]},text:{type:"string",maxLength:256}},additionalProperties:!1},watermark:{type:"object",properties:{enabled:{type:"boolean"},text:{
type:"string",maxLength:256}},additionalProperties:!1},keyboardLayoutSync:{type:"boolean",nullable:!0}},additionalProperties:!1},security:{type:"object",properties:{
additionalPassword:{type:"object",properties:{mode:{type:"string",enum:["none","securityCode","osLogin",null],nullable:!0},securityCode:{type:"object",nullable:!0,
minProperties:1,properties:{valueFrom:{type:"object",minProperties:1,maxProperties:1,properties:{env:{type:"string",maxLength:128,pattern:"^[A-Za-z_][A-Za-z0-9_\
]*$"},file:{type:"string",maxLength:512,minLength:1},secretKeyRef:{type:"object",minProperties:2,properties:{name:{type:"string",maxLength:253,minLength:1},key:{
type:"string",maxLength:253,minLength:1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1},requestPermission:{
type:"object",properties:{mode:{type:"string",enum:["off","rejectOnTimeout","allowOnTimeout","rejectOnTimeoutAllowAtLogin"]},timeoutSeconds:{type:"integer",minimum:5,
maximum:300}},additionalProperties:!1},staleness:{type:"object",properties:{mode:{type:"string",enum:["bestEffort","strict"]},graceSeconds:{type:"integer",minimum:30,
maximum:604800}},additionalProperties:!1},lockScreenOnConnect:{type:"boolean",nullable:!0},lockScreenOnDisconnect:{type:"boolean",nullable:!0},logoffOnDisconnect:{
type:"object",properties:{enabled:{type:"boolean"},afterSeconds:{type:"integer",minimum:0,maximum:86400}},additionalProperties:!1},blankScreen:{type:"boolean",nullable:!0},
lockInput:{type:"boolean",nullable:!0},copyPaste:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled",null],nullable:!0},fileTransfer:{
type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled",null],nullable:!0},remotePrint:{type:"boolean",nullable:!0},remoteControl:{type:"bo\
olean",nullable:!0},sessionRecording:{type:"object",properties:{enabled:{type:"boolean"},required:{type:"boolean"}},additionalProperties:!1}},additionalProperties:!1},
bandwidth:{type:"object",properties:{maxFrameRate:{type:"integer",minimum:1,maximum:60,nullable:!0},maxBitrateKbps:{type:"integer",minimum:0,maximum:1e6,nullable:!0},
maxWidth:{type:"integer",minimum:0,maximum:16384,nullable:!0},maxHeight:{type:"integer",minimum:0,maximum:16384,nullable:!0},quality:{type:"string",enum:["speed",
"balanced","sharpness",null],nullable:!0},codec:{type:"string",enum:["h264","vp8","av1",null],nullable:!0}},additionalProperties:!1}},additionalProperties:!1},namingRule:{
type:"string",enum:["hostname","customPlusSequence","customOrHostname",null],nullable:!0},customName:{type:"string",maxLength:56,minLength:1,pattern:'^[^<>,;:"*\
+=\\\\`|?]*$',nullable:!0},group:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253,nullable:!0},
preferencePolicy:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253,nullable:!0},lockSettings:{
type:"object",properties:{withAdminCredentials:{type:"boolean",nullable:!0}},additionalProperties:!1},platforms:{type:"array",maxItems:1e5,items:{type:"string",
enum:["android","linux","macos","windows"]}},expiresAt:{type:"string",maxLength:40,format:"instant",nullable:!0},maxEnrolments:{type:"integer",minimum:1,maximum:1e6,
nullable:!0},approval:{type:"string",enum:["none","required",null],nullable:!0}},additionalProperties:!1}},additionalProperties:!1},pattern95=new RegExp('^[^<>,\
;:"*+=\\\\`|?]*$',"u"),formats32=formats.instant;function validate31(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,
errors=0,evaluated0=validate31.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&
typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){
return validate31.errors=[],!1;break}if(_errs1===errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate31.
errors=[],!1;if(data0!=="splashtop.io/v1")return validate31.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.
kind,_errs4=errors;if(typeof data1!="string")return validate31.errors=[],!1;if(data1!=="DeploymentPackage")return validate31.errors=[],!1;var valid0=_errs4===errors}else
var valid0=!0;if(valid0){if(data.metadata!==void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){
let _errs8=errors;for(let key1 in data2)if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate31.errors=[],!1;break}if(_errs8===
errors){if(data2.name!==void 0){let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate31.errors=[],
!1;if(!pattern4.test(data3))return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.
namespace!==void 0){let data4=data2.namespace,_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate31.errors=[],!1;if(!pattern4.
test(data4))return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){
let data5=data2.labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate31.
errors=[],!1;for(let key2 in data5){let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"\
#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.
push(err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/pro\
pertyNames/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};
vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"\
#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),
errors++,validate31.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){
if(func1(data6)>1024)return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid3=_errs17===errors;if(!valid3)break}}else return validate31.errors=
[],!1;var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;if(errors===_errs19)if(data7&&
typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate31.errors=[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4==
"string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames\
/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.test(key4)){let err4={
instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern:"\
^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}
var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/pro\
pertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate31.errors=vErrors,!1;break}}
if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)return validate31.errors=
[],!1}else return validate31.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate31.errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else
return validate31.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)
if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!func7.call(schema42.properties.spec.properties,key6)){return validate31.
errors=[],!1;break}if(_errs27===errors){if(data9.displayName!==void 0){let data10=data9.displayName,_errs28=errors;if(typeof data10!="string"&&data10!==null)return validate31.
errors=[],!1;if(errors===_errs28&&typeof data10=="string"){if(func1(data10)>128)return validate31.errors=[],!1;if(func1(data10)<1)return validate31.errors=[],!1;
if(!pattern8.test(data10))return validate31.errors=[],!1}var valid6=_errs28===errors}else var valid6=!0;if(valid6){if(data9.description!==void 0){let data11=data9.
description,_errs31=errors;if(typeof data11!="string"&&data11!==null)return validate31.errors=[],!1;if(errors===_errs31&&typeof data11=="string"&&func1(data11)>
4096)return validate31.errors=[],!1;var valid6=_errs31===errors}else var valid6=!0;if(valid6){if(data9.settings!==void 0){let data12=data9.settings,_errs34=errors;
if(errors===_errs34)if(data12&&typeof data12=="object"&&!Array.isArray(data12)){let _errs36=errors;for(let key7 in data12)if(!(key7==="general"||key7==="session"||
key7==="security"||key7==="bandwidth")){return validate31.errors=[],!1;break}if(_errs36===errors){if(data12.general!==void 0){let data13=data12.general,_errs37=errors;
if(errors===_errs37)if(data13&&typeof data13=="object"&&!Array.isArray(data13)){let _errs39=errors;for(let key8 in data13)if(!(key8==="computerName"||key8==="au\
toLaunch"||key8==="autoUpdate"||key8==="hideTrayIcon"||key8==="directConnection"||key8==="proxy"||key8==="engine")){return validate31.errors=[],!1;break}if(_errs39===
errors){if(data13.computerName!==void 0){let data14=data13.computerName,_errs40=errors;if(typeof data14!="string"&&data14!==null)return validate31.errors=[],!1;
if(errors===_errs40&&typeof data14=="string"){if(func1(data14)>64)return validate31.errors=[],!1;if(func1(data14)<1)return validate31.errors=[],!1}var valid8=_errs40===
errors}else var valid8=!0;if(valid8){if(data13.autoLaunch!==void 0){let data15=data13.autoLaunch,_errs43=errors;if(typeof data15!="boolean"&&data15!==null)return validate31.
errors=[],!1;var valid8=_errs43===errors}else var valid8=!0;if(valid8){if(data13.autoUpdate!==void 0){let data16=data13.autoUpdate,_errs46=errors;if(typeof data16!=
"boolean"&&data16!==null)return validate31.errors=[],!1;var valid8=_errs46===errors}else var valid8=!0;if(valid8){if(data13.hideTrayIcon!==void 0){let data17=data13.
hideTrayIcon,_errs49=errors;if(typeof data17!="boolean"&&data17!==null)return validate31.errors=[],!1;var valid8=_errs49===errors}else var valid8=!0;if(valid8){
if(data13.directConnection!==void 0){let data18=data13.directConnection,_errs52=errors;if(typeof data18!="boolean"&&data18!==null)return validate31.errors=[],!1;
var valid8=_errs52===errors}else var valid8=!0;if(valid8){if(data13.proxy!==void 0){let data19=data13.proxy,_errs55=errors;if(errors===_errs55)if(data19&&typeof data19==
"object"&&!Array.isArray(data19)){let _errs57=errors;for(let key9 in data19)if(!(key9==="mode"||key9==="url")){return validate31.errors=[],!1;break}if(_errs57===
errors){if(data19.mode!==void 0){let data20=data19.mode,_errs58=errors;if(typeof data20!="string")return validate31.errors=[],!1;if(!(data20==="auto"||data20===
"manual"))return validate31.errors=[],!1;var valid9=_errs58===errors}else var valid9=!0;if(valid9)if(data19.url!==void 0){let data21=data19.url,_errs60=errors;if(errors===
_errs60)if(typeof data21=="string"){if(func1(data21)>270)return validate31.errors=[],!1;if(!pattern83.test(data21))return validate31.errors=[],!1}else return validate31.
errors=[],!1;var valid9=_errs60===errors}else var valid9=!0}}else return validate31.errors=[],!1;var valid8=_errs55===errors}else var valid8=!0;if(valid8)if(data13.
engine!==void 0){let data22=data13.engine,_errs62=errors;if(typeof data22!="string"&&data22!==null)return validate31.errors=[],!1;if(!(data22==="webrtc"||data22===
"splashtop-streamer"||data22===null))return validate31.errors=[],!1;var valid8=_errs62===errors}else var valid8=!0}}}}}}}else return validate31.errors=[],!1;var valid7=_errs37===
errors}else var valid7=!0;if(valid7){if(data12.session!==void 0){let data23=data12.session,_errs65=errors;if(errors===_errs65)if(data23&&typeof data23=="object"&&
!Array.isArray(data23)){let _errs67=errors;for(let key10 in data23)if(!(key10==="sound"||key10==="idleTimeoutMinutes"||key10==="maxSessionMinutes"||key10==="ind\
icator"||key10==="watermark"||key10==="keyboardLayoutSync")){return validate31.errors=[],!1;break}if(_errs67===errors){if(data23.sound!==void 0){let data24=data23.
sound,_errs68=errors;if(typeof data24!="string"&&data24!==null)return validate31.errors=[],!1;if(!(data24==="thisComputer"||data24==="remote"||data24==="both"||
data24==="off"||data24===null))return validate31.errors=[],!1;var valid10=_errs68===errors}else var valid10=!0;if(valid10){if(data23.idleTimeoutMinutes!==void 0){
let data25=data23.idleTimeoutMinutes,_errs71=errors;if(!(typeof data25=="number"&&!(data25%1)&&!isNaN(data25)&&isFinite(data25))&&data25!==null)return validate31.
errors=[],!1;if(errors===_errs71&&typeof data25=="number"&&isFinite(data25)){if(data25>9999||isNaN(data25))return validate31.errors=[],!1;if(data25<0||isNaN(data25))
return validate31.errors=[],!1}var valid10=_errs71===errors}else var valid10=!0;if(valid10){if(data23.maxSessionMinutes!==void 0){let data26=data23.maxSessionMinutes,
_errs74=errors;if(!(typeof data26=="number"&&!(data26%1)&&!isNaN(data26)&&isFinite(data26))&&data26!==null)return validate31.errors=[],!1;if(errors===_errs74&&typeof data26==
"number"&&isFinite(data26)){if(data26>525600||isNaN(data26))return validate31.errors=[],!1;if(data26<0||isNaN(data26))return validate31.errors=[],!1}var valid10=_errs74===
errors}else var valid10=!0;if(valid10){if(data23.indicator!==void 0){let data27=data23.indicator,_errs77=errors;if(errors===_errs77)if(data27&&typeof data27=="o\
bject"&&!Array.isArray(data27)){let _errs79=errors;for(let key11 in data27)if(!(key11==="mode"||key11==="text")){return validate31.errors=[],!1;break}if(_errs79===
errors){if(data27.mode!==void 0){let data28=data27.mode,_errs80=errors;if(typeof data28!="string")return validate31.errors=[],!1;if(!(data28==="none"||data28===
"popup"||data28==="banner"||data28==="both"))return validate31.errors=[],!1;var valid11=_errs80===errors}else var valid11=!0;if(valid11)if(data27.text!==void 0){
let data29=data27.text,_errs82=errors;if(errors===_errs82)if(typeof data29=="string"){if(func1(data29)>256)return validate31.errors=[],!1}else return validate31.
errors=[],!1;var valid11=_errs82===errors}else var valid11=!0}}else return validate31.errors=[],!1;var valid10=_errs77===errors}else var valid10=!0;if(valid10){
if(data23.watermark!==void 0){let data30=data23.watermark,_errs84=errors;if(errors===_errs84)if(data30&&typeof data30=="object"&&!Array.isArray(data30)){let _errs86=errors;
for(let key12 in data30)if(!(key12==="enabled"||key12==="text")){return validate31.errors=[],!1;break}if(_errs86===errors){if(data30.enabled!==void 0){let _errs87=errors;
if(typeof data30.enabled!="boolean")return validate31.errors=[],!1;var valid12=_errs87===errors}else var valid12=!0;if(valid12)if(data30.text!==void 0){let data32=data30.
text,_errs89=errors;if(errors===_errs89)if(typeof data32=="string"){if(func1(data32)>256)return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid12=_errs89===
errors}else var valid12=!0}}else return validate31.errors=[],!1;var valid10=_errs84===errors}else var valid10=!0;if(valid10)if(data23.keyboardLayoutSync!==void 0){
let data33=data23.keyboardLayoutSync,_errs91=errors;if(typeof data33!="boolean"&&data33!==null)return validate31.errors=[],!1;var valid10=_errs91===errors}else var valid10=!0}}}}}}else
return validate31.errors=[],!1;var valid7=_errs65===errors}else var valid7=!0;if(valid7){if(data12.security!==void 0){let data34=data12.security,_errs94=errors;
if(errors===_errs94)if(data34&&typeof data34=="object"&&!Array.isArray(data34)){let _errs96=errors;for(let key13 in data34)if(!func7.call(schema42.properties.spec.
properties.settings.properties.security.properties,key13)){return validate31.errors=[],!1;break}if(_errs96===errors){if(data34.additionalPassword!==void 0){let data35=data34.
additionalPassword,_errs97=errors;if(errors===_errs97)if(data35&&typeof data35=="object"&&!Array.isArray(data35)){let _errs99=errors;for(let key14 in data35)if(!(key14===
"mode"||key14==="securityCode")){return validate31.errors=[],!1;break}if(_errs99===errors){if(data35.mode!==void 0){let data36=data35.mode,_errs100=errors;if(typeof data36!=
"string"&&data36!==null)return validate31.errors=[],!1;if(!(data36==="none"||data36==="securityCode"||data36==="osLogin"||data36===null))return validate31.errors=
[],!1;var valid14=_errs100===errors}else var valid14=!0;if(valid14)if(data35.securityCode!==void 0){let data37=data35.securityCode,_errs103=errors;if(!(data37&&
typeof data37=="object"&&!Array.isArray(data37))&&data37!==null)return validate31.errors=[],!1;if(errors===_errs103&&data37&&typeof data37=="object"&&!Array.isArray(
data37)){if(Object.keys(data37).length<1)return validate31.errors=[],!1;{let _errs106=errors;for(let key15 in data37)if(key15!=="valueFrom"){return validate31.errors=
[],!1;break}if(_errs106===errors&&data37.valueFrom!==void 0){let data38=data37.valueFrom;if(errors===errors)if(data38&&typeof data38=="object"&&!Array.isArray(data38)){
if(Object.keys(data38).length>1)return validate31.errors=[],!1;if(Object.keys(data38).length<1)return validate31.errors=[],!1;{let _errs109=errors;for(let key16 in data38)
if(!(key16==="env"||key16==="file"||key16==="secretKeyRef")){return validate31.errors=[],!1;break}if(_errs109===errors){if(data38.env!==void 0){let data39=data38.
env,_errs110=errors;if(errors===_errs110)if(typeof data39=="string"){if(func1(data39)>128)return validate31.errors=[],!1;if(!pattern12.test(data39))return validate31.
errors=[],!1}else return validate31.errors=[],!1;var valid16=_errs110===errors}else var valid16=!0;if(valid16){if(data38.file!==void 0){let data40=data38.file,_errs112=errors;
if(errors===_errs112)if(typeof data40=="string"){if(func1(data40)>512)return validate31.errors=[],!1;if(func1(data40)<1)return validate31.errors=[],!1}else return validate31.
errors=[],!1;var valid16=_errs112===errors}else var valid16=!0;if(valid16)if(data38.secretKeyRef!==void 0){let data41=data38.secretKeyRef,_errs114=errors;if(errors===
_errs114)if(data41&&typeof data41=="object"&&!Array.isArray(data41)){if(Object.keys(data41).length<2)return validate31.errors=[],!1;{let _errs116=errors;for(let key17 in data41)
if(!(key17==="name"||key17==="key")){return validate31.errors=[],!1;break}if(_errs116===errors){if(data41.name!==void 0){let data42=data41.name,_errs117=errors;
if(errors===_errs117)if(typeof data42=="string"){if(func1(data42)>253)return validate31.errors=[],!1;if(func1(data42)<1)return validate31.errors=[],!1}else return validate31.
errors=[],!1;var valid17=_errs117===errors}else var valid17=!0;if(valid17)if(data41.key!==void 0){let data43=data41.key,_errs119=errors;if(errors===_errs119)if(typeof data43==
"string"){if(func1(data43)>253)return validate31.errors=[],!1;if(func1(data43)<1)return validate31.errors=[],!1}else return validate31.errors=[],!1;var valid17=_errs119===
errors}else var valid17=!0}}}else return validate31.errors=[],!1;var valid16=_errs114===errors}else var valid16=!0}}}}else return validate31.errors=[],!1}}}var valid14=_errs103===
errors}else var valid14=!0}}else return validate31.errors=[],!1;var valid13=_errs97===errors}else var valid13=!0;if(valid13){if(data34.requestPermission!==void 0){
let data44=data34.requestPermission,_errs121=errors;if(errors===_errs121)if(data44&&typeof data44=="object"&&!Array.isArray(data44)){let _errs123=errors;for(let key18 in data44)
if(!(key18==="mode"||key18==="timeoutSeconds")){return validate31.errors=[],!1;break}if(_errs123===errors){if(data44.mode!==void 0){let data45=data44.mode,_errs124=errors;
if(typeof data45!="string")return validate31.errors=[],!1;if(!(data45==="off"||data45==="rejectOnTimeout"||data45==="allowOnTimeout"||data45==="rejectOnTimeoutA\
llowAtLogin"))return validate31.errors=[],!1;var valid18=_errs124===errors}else var valid18=!0;if(valid18)if(data44.timeoutSeconds!==void 0){let data46=data44.timeoutSeconds,
_errs126=errors;if(!(typeof data46=="number"&&!(data46%1)&&!isNaN(data46)&&isFinite(data46)))return validate31.errors=[],!1;if(errors===_errs126&&typeof data46==
"number"&&isFinite(data46)){if(data46>300||isNaN(data46))return validate31.errors=[],!1;if(data46<5||isNaN(data46))return validate31.errors=[],!1}var valid18=_errs126===
errors}else var valid18=!0}}else return validate31.errors=[],!1;var valid13=_errs121===errors}else var valid13=!0;if(valid13){if(data34.staleness!==void 0){let data47=data34.
staleness,_errs128=errors;if(errors===_errs128)if(data47&&typeof data47=="object"&&!Array.isArray(data47)){let _errs130=errors;for(let key19 in data47)if(!(key19===
"mode"||key19==="graceSeconds")){return validate31.errors=[],!1;break}if(_errs130===errors){if(data47.mode!==void 0){let data48=data47.mode,_errs131=errors;if(typeof data48!=
"string")return validate31.errors=[],!1;if(!(data48==="bestEffort"||data48==="strict"))return validate31.errors=[],!1;var valid19=_errs131===errors}else var valid19=!0;
if(valid19)if(data47.graceSeconds!==void 0){let data49=data47.graceSeconds,_errs133=errors;if(!(typeof data49=="number"&&!(data49%1)&&!isNaN(data49)&&isFinite(data49)))
return validate31.errors=[],!1;if(errors===_errs133&&typeof data49=="number"&&isFinite(data49)){if(data49>604800||isNaN(data49))return validate31.errors=[],!1;if(data49<
30||isNaN(data49))return validate31.errors=[],!1}var valid19=_errs133===errors}else var valid19=!0}}else return validate31.errors=[],!1;var valid13=_errs128===errors}else
var valid13=!0;if(valid13){if(data34.lockScreenOnConnect!==void 0){let data50=data34.lockScreenOnConnect,_errs135=errors;if(typeof data50!="boolean"&&data50!==null)
return validate31.errors=[],!1;var valid13=_errs135===errors}else var valid13=!0;if(valid13){if(data34.lockScreenOnDisconnect!==void 0){let data51=data34.lockScreenOnDisconnect,
_errs138=errors;if(typeof data51!="boolean"&&data51!==null)return validate31.errors=[],!1;var valid13=_errs138===errors}else var valid13=!0;if(valid13){if(data34.
logoffOnDisconnect!==void 0){let data52=data34.logoffOnDisconnect,_errs141=errors;if(errors===_errs141)if(data52&&typeof data52=="object"&&!Array.isArray(data52)){
let _errs143=errors;for(let key20 in data52)if(!(key20==="enabled"||key20==="afterSeconds")){return validate31.errors=[],!1;break}if(_errs143===errors){if(data52.
enabled!==void 0){let _errs144=errors;if(typeof data52.enabled!="boolean")return validate31.errors=[],!1;var valid20=_errs144===errors}else var valid20=!0;if(valid20)
if(data52.afterSeconds!==void 0){let data54=data52.afterSeconds,_errs146=errors;if(!(typeof data54=="number"&&!(data54%1)&&!isNaN(data54)&&isFinite(data54)))return validate31.
errors=[],!1;if(errors===_errs146&&typeof data54=="number"&&isFinite(data54)){if(data54>86400||isNaN(data54))return validate31.errors=[],!1;if(data54<0||isNaN(data54))
return validate31.errors=[],!1}var valid20=_errs146===errors}else var valid20=!0}}else return validate31.errors=[],!1;var valid13=_errs141===errors}else var valid13=!0;
if(valid13){if(data34.blankScreen!==void 0){let data55=data34.blankScreen,_errs148=errors;if(typeof data55!="boolean"&&data55!==null)return validate31.errors=[],
!1;var valid13=_errs148===errors}else var valid13=!0;if(valid13){if(data34.lockInput!==void 0){let data56=data34.lockInput,_errs151=errors;if(typeof data56!="bo\
olean"&&data56!==null)return validate31.errors=[],!1;var valid13=_errs151===errors}else var valid13=!0;if(valid13){if(data34.copyPaste!==void 0){let data57=data34.
copyPaste,_errs154=errors;if(typeof data57!="string"&&data57!==null)return validate31.errors=[],!1;if(!(data57==="enabled"||data57==="toComputerOnly"||data57===
"fromComputerOnly"||data57==="disabled"||data57===null))return validate31.errors=[],!1;var valid13=_errs154===errors}else var valid13=!0;if(valid13){if(data34.fileTransfer!==
void 0){let data58=data34.fileTransfer,_errs157=errors;if(typeof data58!="string"&&data58!==null)return validate31.errors=[],!1;if(!(data58==="enabled"||data58===
"toComputerOnly"||data58==="fromComputerOnly"||data58==="disabled"||data58===null))return validate31.errors=[],!1;var valid13=_errs157===errors}else var valid13=!0;
if(valid13){if(data34.remotePrint!==void 0){let data59=data34.remotePrint,_errs160=errors;if(typeof data59!="boolean"&&data59!==null)return validate31.errors=[],
!1;var valid13=_errs160===errors}else var valid13=!0;if(valid13){if(data34.remoteControl!==void 0){let data60=data34.remoteControl,_errs163=errors;if(typeof data60!=
"boolean"&&data60!==null)return validate31.errors=[],!1;var valid13=_errs163===errors}else var valid13=!0;if(valid13)if(data34.sessionRecording!==void 0){let data61=data34.
sessionRecording,_errs166=errors;if(errors===_errs166)if(data61&&typeof data61=="object"&&!Array.isArray(data61)){let _errs168=errors;for(let key21 in data61)if(!(key21===
"enabled"||key21==="required")){return validate31.errors=[],!1;break}if(_errs168===errors){if(data61.enabled!==void 0){let _errs169=errors;if(typeof data61.enabled!=
"boolean")return validate31.errors=[],!1;var valid21=_errs169===errors}else var valid21=!0;if(valid21)if(data61.required!==void 0){let _errs171=errors;if(typeof data61.
required!="boolean")return validate31.errors=[],!1;var valid21=_errs171===errors}else var valid21=!0}}else return validate31.errors=[],!1;var valid13=_errs166===
errors}else var valid13=!0}}}}}}}}}}}}}else return validate31.errors=[],!1;var valid7=_errs94===errors}else var valid7=!0;if(valid7)if(data12.bandwidth!==void 0){
let data64=data12.bandwidth,_errs173=errors;if(errors===_errs173)if(data64&&typeof data64=="object"&&!Array.isArray(data64)){let _errs175=errors;for(let key22 in data64)
if(!(key22==="maxFrameRate"||key22==="maxBitrateKbps"||key22==="maxWidth"||key22==="maxHeight"||key22==="quality"||key22==="codec")){return validate31.errors=[],
!1;break}if(_errs175===errors){if(data64.maxFrameRate!==void 0){let data65=data64.maxFrameRate,_errs176=errors;if(!(typeof data65=="number"&&!(data65%1)&&!isNaN(
data65)&&isFinite(data65))&&data65!==null)return validate31.errors=[],!1;if(errors===_errs176&&typeof data65=="number"&&isFinite(data65)){if(data65>60||isNaN(data65))
return validate31.errors=[],!1;if(data65<1||isNaN(data65))return validate31.errors=[],!1}var valid22=_errs176===errors}else var valid22=!0;if(valid22){if(data64.
maxBitrateKbps!==void 0){let data66=data64.maxBitrateKbps,_errs179=errors;if(!(typeof data66=="number"&&!(data66%1)&&!isNaN(data66)&&isFinite(data66))&&data66!==
null)return validate31.errors=[],!1;if(errors===_errs179&&typeof data66=="number"&&isFinite(data66)){if(data66>1e6||isNaN(data66))return validate31.errors=[],!1;
if(data66<0||isNaN(data66))return validate31.errors=[],!1}var valid22=_errs179===errors}else var valid22=!0;if(valid22){if(data64.maxWidth!==void 0){let data67=data64.
maxWidth,_errs182=errors;if(!(typeof data67=="number"&&!(data67%1)&&!isNaN(data67)&&isFinite(data67))&&data67!==null)return validate31.errors=[],!1;if(errors===
_errs182&&typeof data67=="number"&&isFinite(data67)){if(data67>16384||isNaN(data67))return validate31.errors=[],!1;if(data67<0||isNaN(data67))return validate31.
errors=[],!1}var valid22=_errs182===errors}else var valid22=!0;if(valid22){if(data64.maxHeight!==void 0){let data68=data64.maxHeight,_errs185=errors;if(!(typeof data68==
"number"&&!(data68%1)&&!isNaN(data68)&&isFinite(data68))&&data68!==null)return validate31.errors=[],!1;if(errors===_errs185&&typeof data68=="number"&&isFinite(data68)){
if(data68>16384||isNaN(data68))return validate31.errors=[],!1;if(data68<0||isNaN(data68))return validate31.errors=[],!1}var valid22=_errs185===errors}else var valid22=!0;
if(valid22){if(data64.quality!==void 0){let data69=data64.quality,_errs188=errors;if(typeof data69!="string"&&data69!==null)return validate31.errors=[],!1;if(!(data69===
"speed"||data69==="balanced"||data69==="sharpness"||data69===null))return validate31.errors=[],!1;var valid22=_errs188===errors}else var valid22=!0;if(valid22)if(data64.
codec!==void 0){let data70=data64.codec,_errs191=errors;if(typeof data70!="string"&&data70!==null)return validate31.errors=[],!1;if(!(data70==="h264"||data70===
"vp8"||data70==="av1"||data70===null))return validate31.errors=[],!1;var valid22=_errs191===errors}else var valid22=!0}}}}}}else return validate31.errors=[],!1;
var valid7=_errs173===errors}else var valid7=!0}}}}else return validate31.errors=[],!1;var valid6=_errs34===errors}else var valid6=!0;if(valid6){if(data9.namingRule!==
void 0){let data71=data9.namingRule,_errs194=errors;if(typeof data71!="string"&&data71!==null)return validate31.errors=[],!1;if(!(data71==="hostname"||data71===
"customPlusSequence"||data71==="customOrHostname"||data71===null))return validate31.errors=[],!1;var valid6=_errs194===errors}else var valid6=!0;if(valid6){if(data9.
customName!==void 0){let data72=data9.customName,_errs197=errors;if(typeof data72!="string"&&data72!==null)return validate31.errors=[],!1;if(errors===_errs197&&
typeof data72=="string"){if(func1(data72)>56)return validate31.errors=[],!1;if(func1(data72)<1)return validate31.errors=[],!1;if(!pattern95.test(data72))return validate31.
errors=[],!1}var valid6=_errs197===errors}else var valid6=!0;if(valid6){if(data9.group!==void 0){let data73=data9.group,_errs200=errors;if(typeof data73!="strin\
g"&&data73!==null)return validate31.errors=[],!1;if(errors===_errs200&&typeof data73=="string"){if(func1(data73)>253)return validate31.errors=[],!1;if(!pattern4.
test(data73))return validate31.errors=[],!1}var valid6=_errs200===errors}else var valid6=!0;if(valid6){if(data9.preferencePolicy!==void 0){let data74=data9.preferencePolicy,
_errs203=errors;if(typeof data74!="string"&&data74!==null)return validate31.errors=[],!1;if(errors===_errs203&&typeof data74=="string"){if(func1(data74)>253)return validate31.
errors=[],!1;if(!pattern4.test(data74))return validate31.errors=[],!1}var valid6=_errs203===errors}else var valid6=!0;if(valid6){if(data9.lockSettings!==void 0){
let data75=data9.lockSettings,_errs206=errors;if(errors===_errs206)if(data75&&typeof data75=="object"&&!Array.isArray(data75)){let _errs208=errors;for(let key23 in data75)
if(key23!=="withAdminCredentials"){return validate31.errors=[],!1;break}if(_errs208===errors&&data75.withAdminCredentials!==void 0){let data76=data75.withAdminCredentials;
if(typeof data76!="boolean"&&data76!==null)return validate31.errors=[],!1}}else return validate31.errors=[],!1;var valid6=_errs206===errors}else var valid6=!0;if(valid6){
if(data9.platforms!==void 0){let data77=data9.platforms,_errs212=errors;if(errors===_errs212)if(Array.isArray(data77)){if(data77.length>1e5)return validate31.errors=
[],!1;{var valid24=!0;let len0=data77.length;for(let i0=0;i0<len0;i0++){let data78=data77[i0],_errs214=errors;if(typeof data78!="string")return validate31.errors=
[],!1;if(!(data78==="android"||data78==="linux"||data78==="macos"||data78==="windows"))return validate31.errors=[],!1;var valid24=_errs214===errors;if(!valid24)
break}}}else return validate31.errors=[],!1;var valid6=_errs212===errors}else var valid6=!0;if(valid6){if(data9.expiresAt!==void 0){let data79=data9.expiresAt,_errs216=errors;
if(typeof data79!="string"&&data79!==null)return validate31.errors=[],!1;if(errors===_errs216&&errors===_errs216&&typeof data79=="string"){if(func1(data79)>40)return validate31.
errors=[],!1;if(!formats32(data79))return validate31.errors=[],!1}var valid6=_errs216===errors}else var valid6=!0;if(valid6){if(data9.maxEnrolments!==void 0){let data80=data9.
maxEnrolments,_errs219=errors;if(!(typeof data80=="number"&&!(data80%1)&&!isNaN(data80)&&isFinite(data80))&&data80!==null)return validate31.errors=[],!1;if(errors===
_errs219&&typeof data80=="number"&&isFinite(data80)){if(data80>1e6||isNaN(data80))return validate31.errors=[],!1;if(data80<1||isNaN(data80))return validate31.errors=
[],!1}var valid6=_errs219===errors}else var valid6=!0;if(valid6)if(data9.approval!==void 0){let data81=data9.approval,_errs222=errors;if(typeof data81!="string"&&
data81!==null)return validate31.errors=[],!1;if(!(data81==="none"||data81==="required"||data81===null))return validate31.errors=[],!1;var valid6=_errs222===errors}else
var valid6=!0}}}}}}}}}}}}else return validate31.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate31.errors=[],!1;return validate31.
errors=vErrors,errors===0}validate31.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var AccessTest=validate32,schema43={$id:"AccessTest",type:"object",properties:{
apiVersion:{type:"string",enum:["splashtop.io/v1"]},kind:{type:"string",enum:["AccessTest"]},metadata:{type:"object",properties:{name:{type:"string",maxLength:253,
pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},namespace:{type:"string",maxLength:253,pattern:"^[a-z0-9]([a-z0-9-]{0,61\
}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"},labels:{type:"object",maxProperties:64,propertyNames:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[\
A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}},annotations:{type:"object",maxProperties:64,propertyNames:{
pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",maxLength:253},additionalProperties:{type:"string",maxLength:1024}}},
additionalProperties:!1},spec:{type:"object",properties:{description:{type:"string",maxLength:4096},subjects:{type:"object",properties:{users:{type:"array",maxItems:1e5,
items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}},groups:{type:"array",maxItems:1e5,items:{
type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}}},additionalProperties:!1},targets:{type:"ob\
ject",properties:{computers:{type:"array",maxItems:1e5,items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",
maxLength:253}},groups:{type:"array",maxItems:1e5,items:{type:"string",pattern:"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",maxLength:253}}},
additionalProperties:!1},times:{type:"array",maxItems:1e3,items:{type:"string",maxLength:32,format:"moment"}},expect:{type:"object",minProperties:1,properties:{
access:{type:"string",enum:["allow","deny"]},features:{type:"object",minProperties:1,properties:{fileTransfer:{type:"string",enum:["enabled","toComputerOnly","f\
romComputerOnly","disabled"]},remotePrint:{type:"string",enum:["enabled","disabled"]},copyPaste:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnl\
y","disabled"]},twoStepVerification:{type:"string",enum:["enabled","disabled"]},attendedAccess:{type:"string",enum:["enabled","disabled"]},oneToMany:{type:"stri\
ng",enum:["enabled","disabled"]},remoteControl:{type:"string",enum:["enabled","disabled"]},remoteCommand:{type:"string",enum:["enabled","disabled"]},sessionRecording:{
type:"string",enum:["enabled","disabled"]},chat:{type:"string",enum:["enabled","disabled"]},remoteReboot:{type:"string",enum:["enabled","disabled"]},systemTools:{
type:"string",enum:["enabled","disabled"]}},additionalProperties:!1},settings:{type:"object",minProperties:1,properties:{general:{type:"object",minProperties:1,
properties:{computerName:{type:"string",maxLength:64,minLength:1},autoLaunch:{type:"boolean"},autoUpdate:{type:"boolean"},hideTrayIcon:{type:"boolean"},directConnection:{
type:"boolean"},proxy:{type:"object",properties:{mode:{type:"string",enum:["auto","manual"]},url:{type:"string",maxLength:270,pattern:"^https?://[A-Za-z0-9.\\[\\]\
:_-]{1,255}/?$"}},additionalProperties:!1},engine:{type:"string",enum:["webrtc","splashtop-streamer"]}},additionalProperties:!1},session:{type:"object",minProperties:1,
properties:{sound:{type:"string",enum:["thisComputer","remote","both","off"]},idleTimeoutMinutes:{type:"integer",minimum:0,maximum:9999},maxSessionMinutes:{type:"\
integer",minimum:0,maximum:525600},indicator:{type:"object",properties:{mode:{type:"string",enum:["none","popup","banner","both"]},text:{type:"string",maxLength:256}},
additionalProperties:!1},watermark:{type:"object",properties:{enabled:{type:"boolean"},text:{type:"string",maxLength:256}},additionalProperties:!1},keyboardLayoutSync:{
type:"boolean"}},additionalProperties:!1},security:{type:"object",minProperties:1,properties:{additionalPassword:{type:"object",properties:{mode:{type:"string",
enum:["none","securityCode","osLogin"]}},additionalProperties:!1},requestPermission:{type:"object",properties:{mode:{type:"string",enum:["off","rejectOnTimeout",
"allowOnTimeout","rejectOnTimeoutAllowAtLogin"]},timeoutSeconds:{type:"integer",minimum:5,maximum:300}},additionalProperties:!1},staleness:{type:"object",properties:{
mode:{type:"string",enum:["bestEffort","strict"]},graceSeconds:{type:"integer",minimum:30,maximum:604800}},additionalProperties:!1},lockScreenOnConnect:{type:"b\
oolean"},lockScreenOnDisconnect:{type:"boolean"},logoffOnDisconnect:{type:"object",properties:{enabled:{type:"boolean"},afterSeconds:{type:"integer",minimum:0,maximum:86400}},
additionalProperties:!1},blankScreen:{type:"boolean"},lockInput:{type:"boolean"},copyPaste:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","d\
isabled"]},fileTransfer:{type:"string",enum:["enabled","toComputerOnly","fromComputerOnly","disabled"]},remotePrint:{type:"boolean"},remoteControl:{type:"boolea\
n"},sessionRecording:{type:"object",properties:{enabled:{type:"boolean"},required:{type:"boolean"}},additionalProperties:!1}},additionalProperties:!1},bandwidth:{
type:"object",minProperties:1,properties:{maxFrameRate:{type:"integer",minimum:1,maximum:60},maxBitrateKbps:{type:"integer",minimum:0,maximum:1e6},maxWidth:{type:"\
integer",minimum:0,maximum:16384},maxHeight:{type:"integer",minimum:0,maximum:16384},quality:{type:"string",enum:["speed","balanced","sharpness"]},codec:{type:"\
string",enum:["h264","vp8","av1"]}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1}},additionalProperties:!1},
formats34=formats.moment;function validate32(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,
evaluated0=validate32.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)if(!(key0==="apiVersion"||key0==="kind"||key0==="metadata"||key0==="spec")){return validate32.
errors=[],!1;break}if(_errs1===errors){if(data.apiVersion!==void 0){let data0=data.apiVersion,_errs2=errors;if(typeof data0!="string")return validate32.errors=[],
!1;if(data0!=="splashtop.io/v1")return validate32.errors=[],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,
_errs4=errors;if(typeof data1!="string")return validate32.errors=[],!1;if(data1!=="AccessTest")return validate32.errors=[],!1;var valid0=_errs4===errors}else var valid0=!0;
if(valid0){if(data.metadata!==void 0){let data2=data.metadata,_errs6=errors;if(errors===_errs6)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let _errs8=errors;
for(let key1 in data2)if(!(key1==="name"||key1==="namespace"||key1==="labels"||key1==="annotations")){return validate32.errors=[],!1;break}if(_errs8===errors){if(data2.
name!==void 0){let data3=data2.name,_errs9=errors;if(errors===_errs9)if(typeof data3=="string"){if(func1(data3)>253)return validate32.errors=[],!1;if(!pattern4.
test(data3))return validate32.errors=[],!1}else return validate32.errors=[],!1;var valid1=_errs9===errors}else var valid1=!0;if(valid1){if(data2.namespace!==void 0){
let data4=data2.namespace,_errs11=errors;if(errors===_errs11)if(typeof data4=="string"){if(func1(data4)>253)return validate32.errors=[],!1;if(!pattern4.test(data4))
return validate32.errors=[],!1}else return validate32.errors=[],!1;var valid1=_errs11===errors}else var valid1=!0;if(valid1){if(data2.labels!==void 0){let data5=data2.
labels,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){if(Object.keys(data5).length>64)return validate32.errors=[],!1;
for(let key2 in data5){let _errs15=errors;if(typeof key2=="string"){if(func1(key2)>253){let err0={instancePath:instancePath+"/metadata/labels",schemaPath:"#/pro\
perties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key2};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}else if(!pattern6.test(key2)){let err1={instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/property\
Names/pattern",keyword:"pattern",params:{pattern:"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key2};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}}var valid2=_errs15===errors;if(!valid2){let err2={instancePath:instancePath+"/metadata/labels",schemaPath:"#/pr\
operties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName:key2}};return vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++,
validate32.errors=vErrors,!1;break}}if(valid2)for(let key3 in data5){let data6=data5[key3],_errs17=errors;if(errors===_errs17)if(typeof data6=="string"){if(func1(
data6)>1024)return validate32.errors=[],!1}else return validate32.errors=[],!1;var valid3=_errs17===errors;if(!valid3)break}}else return validate32.errors=[],!1;
var valid1=_errs13===errors}else var valid1=!0;if(valid1)if(data2.annotations!==void 0){let data7=data2.annotations,_errs19=errors;if(errors===_errs19)if(data7&&
typeof data7=="object"&&!Array.isArray(data7)){if(Object.keys(data7).length>64)return validate32.errors=[],!1;for(let key4 in data7){let _errs21=errors;if(typeof key4==
"string"){if(func1(key4)>253){let err3={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames\
/maxLength",keyword:"maxLength",params:{limit:253},propertyName:key4};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}else if(!pattern6.test(key4)){let err4={
instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern:"\
^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},propertyName:key4};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}
var valid4=_errs21===errors;if(!valid4){let err5={instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/pro\
pertyNames",keyword:"propertyNames",params:{propertyName:key4}};return vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++,validate32.errors=vErrors,!1;break}}
if(valid4)for(let key5 in data7){let data8=data7[key5],_errs23=errors;if(errors===_errs23)if(typeof data8=="string"){if(func1(data8)>1024)return validate32.errors=
[],!1}else return validate32.errors=[],!1;var valid5=_errs23===errors;if(!valid5)break}}else return validate32.errors=[],!1;var valid1=_errs19===errors}else var valid1=!0}}}}else
return validate32.errors=[],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.spec!==void 0){let data9=data.spec,_errs25=errors;if(errors===_errs25)
if(data9&&typeof data9=="object"&&!Array.isArray(data9)){let _errs27=errors;for(let key6 in data9)if(!(key6==="description"||key6==="subjects"||key6==="targets"||
key6==="times"||key6==="expect")){return validate32.errors=[],!1;break}if(_errs27===errors){if(data9.description!==void 0){let data10=data9.description,_errs28=errors;
if(errors===_errs28)if(typeof data10=="string"){if(func1(data10)>4096)return validate32.errors=[],!1}else return validate32.errors=[],!1;var valid6=_errs28===errors}else
var valid6=!0;if(valid6){if(data9.subjects!==void 0){let data11=data9.subjects,_errs30=errors;if(errors===_errs30)if(data11&&typeof data11=="object"&&!Array.isArray(
data11)){let _errs32=errors;for(let key7 in data11)if(!(key7==="users"||key7==="groups")){return validate32.errors=[],!1;break}if(_errs32===errors){if(data11.users!==
void 0){let data12=data11.users,_errs33=errors;if(errors===_errs33)if(Array.isArray(data12)){if(data12.length>1e5)return validate32.errors=[],!1;{var valid8=!0;
let len0=data12.length;for(let i0=0;i0<len0;i0++){let data13=data12[i0],_errs35=errors;if(errors===_errs35)if(typeof data13=="string"){if(func1(data13)>253)return validate32.
errors=[],!1;if(!pattern4.test(data13))return validate32.errors=[],!1}else return validate32.errors=[],!1;var valid8=_errs35===errors;if(!valid8)break}}}else return validate32.
errors=[],!1;var valid7=_errs33===errors}else var valid7=!0;if(valid7)if(data11.groups!==void 0){let data14=data11.groups,_errs37=errors;if(errors===_errs37)if(Array.
isArray(data14)){if(data14.length>1e5)return validate32.errors=[],!1;{var valid9=!0;let len1=data14.length;for(let i1=0;i1<len1;i1++){let data15=data14[i1],_errs39=errors;
if(errors===_errs39)if(typeof data15=="string"){if(func1(data15)>253)return validate32.errors=[],!1;if(!pattern4.test(data15))return validate32.errors=[],!1}else
return validate32.errors=[],!1;var valid9=_errs39===errors;if(!valid9)break}}}else return validate32.errors=[],!1;var valid7=_errs37===errors}else var valid7=!0}}else
return validate32.errors=[],!1;var valid6=_errs30===errors}else var valid6=!0;if(valid6){if(data9.targets!==void 0){let data16=data9.targets,_errs41=errors;if(errors===
_errs41)if(data16&&typeof data16=="object"&&!Array.isArray(data16)){let _errs43=errors;for(let key8 in data16)if(!(key8==="computers"||key8==="groups")){return validate32.
errors=[],!1;break}if(_errs43===errors){if(data16.computers!==void 0){let data17=data16.computers,_errs44=errors;if(errors===_errs44)if(Array.isArray(data17)){if(data17.
length>1e5)return validate32.errors=[],!1;{var valid11=!0;let len2=data17.length;for(let i2=0;i2<len2;i2++){let data18=data17[i2],_errs46=errors;if(errors===_errs46)
if(typeof data18=="string"){if(func1(data18)>253)return validate32.errors=[],!1;if(!pattern4.test(data18))return validate32.errors=[],!1}else return validate32.
errors=[],!1;var valid11=_errs46===errors;if(!valid11)break}}}else return validate32.errors=[],!1;var valid10=_errs44===errors}else var valid10=!0;if(valid10)if(data16.
groups!==void 0){let data19=data16.groups,_errs48=errors;if(errors===_errs48)if(Array.isArray(data19)){if(data19.length>1e5)return validate32.errors=[],!1;{var valid12=!0;
let len3=data19.length;for(let i3=0;i3<len3;i3++){let data20=data19[i3],_errs50=errors;if(errors===_errs50)if(typeof data20=="string"){if(func1(data20)>253)return validate32.
errors=[],!1;if(!pattern4.test(data20))return validate32.errors=[],!1}else return validate32.errors=[],!1;var valid12=_errs50===errors;if(!valid12)break}}}else return validate32.
errors=[],!1;var valid10=_errs48===errors}else var valid10=!0}}else return validate32.errors=[],!1;var valid6=_errs41===errors}else var valid6=!0;if(valid6){if(data9.
times!==void 0){let data21=data9.times,_errs52=errors;if(errors===_errs52)if(Array.isArray(data21)){if(data21.length>1e3)return validate32.errors=[],!1;{var valid13=!0;
let len4=data21.length;for(let i4=0;i4<len4;i4++){let data22=data21[i4],_errs54=errors;if(errors===_errs54&&errors===_errs54)if(typeof data22=="string"){if(func1(
data22)>32)return validate32.errors=[],!1;if(!formats34(data22))return validate32.errors=[],!1}else return validate32.errors=[],!1;var valid13=_errs54===errors;
if(!valid13)break}}}else return validate32.errors=[],!1;var valid6=_errs52===errors}else var valid6=!0;if(valid6)if(data9.expect!==void 0){let data23=data9.expect,
_errs56=errors;if(errors===_errs56)if(data23&&typeof data23=="object"&&!Array.isArray(data23)){if(Object.keys(data23).length<1)return validate32.errors=[],!1;{let _errs58=errors;
for(let key9 in data23)if(!(key9==="access"||key9==="features"||key9==="settings")){return validate32.errors=[],!1;break}if(_errs58===errors){if(data23.access!==
void 0){let data24=data23.access,_errs59=errors;if(typeof data24!="string")return validate32.errors=[],!1;if(!(data24==="allow"||data24==="deny"))return validate32.
errors=[],!1;var valid14=_errs59===errors}else var valid14=!0;if(valid14){if(data23.features!==void 0){let data25=data23.features,_errs61=errors;if(errors===_errs61)
if(data25&&typeof data25=="object"&&!Array.isArray(data25)){if(Object.keys(data25).length<1)return validate32.errors=[],!1;{let _errs63=errors;for(let key10 in data25)
if(!func7.call(schema43.properties.spec.properties.expect.properties.features.properties,key10)){return validate32.errors=[],!1;break}if(_errs63===errors){if(data25.
fileTransfer!==void 0){let data26=data25.fileTransfer,_errs64=errors;if(typeof data26!="string")return validate32.errors=[],!1;if(!(data26==="enabled"||data26===
"toComputerOnly"||data26==="fromComputerOnly"||data26==="disabled"))return validate32.errors=[],!1;var valid15=_errs64===errors}else var valid15=!0;if(valid15){
if(data25.remotePrint!==void 0){let data27=data25.remotePrint,_errs66=errors;if(typeof data27!="string")return validate32.errors=[],!1;if(!(data27==="enabled"||
data27==="disabled"))return validate32.errors=[],!1;var valid15=_errs66===errors}else var valid15=!0;if(valid15){if(data25.copyPaste!==void 0){let data28=data25.
copyPaste,_errs68=errors;if(typeof data28!="string")return validate32.errors=[],!1;if(!(data28==="enabled"||data28==="toComputerOnly"||data28==="fromComputerOnl\
y"||data28==="disabled"))return validate32.errors=[],!1;var valid15=_errs68===errors}else var valid15=!0;if(valid15){if(data25.twoStepVerification!==void 0){let data29=data25.
twoStepVerification,_errs70=errors;if(typeof data29!="string")return validate32.errors=[],!1;if(!(data29==="enabled"||data29==="disabled"))return validate32.errors=
[],!1;var valid15=_errs70===errors}else var valid15=!0;if(valid15){if(data25.attendedAccess!==void 0){let data30=data25.attendedAccess,_errs72=errors;if(typeof data30!=
"string")return validate32.errors=[],!1;if(!(data30==="enabled"||data30==="disabled"))return validate32.errors=[],!1;var valid15=_errs72===errors}else var valid15=!0;
if(valid15){if(data25.oneToMany!==void 0){let data31=data25.oneToMany,_errs74=errors;if(typeof data31!="string")return validate32.errors=[],!1;if(!(data31==="en\
abled"||data31==="disabled"))return validate32.errors=[],!1;var valid15=_errs74===errors}else var valid15=!0;if(valid15){if(data25.remoteControl!==void 0){let data32=data25.
remoteControl,_errs76=errors;if(typeof data32!="string")return validate32.errors=[],!1;if(!(data32==="enabled"||data32==="disabled"))return validate32.errors=[],
!1;var valid15=_errs76===errors}else var valid15=!0;if(valid15){if(data25.remoteCommand!==void 0){let data33=data25.remoteCommand,_errs78=errors;if(typeof data33!=
"string")return validate32.errors=[],!1;if(!(data33==="enabled"||data33==="disabled"))return validate32.errors=[],!1;var valid15=_errs78===errors}else var valid15=!0;
if(valid15){if(data25.sessionRecording!==void 0){let data34=data25.sessionRecording,_errs80=errors;if(typeof data34!="string")return validate32.errors=[],!1;if(!(data34===
"enabled"||data34==="disabled"))return validate32.errors=[],!1;var valid15=_errs80===errors}else var valid15=!0;if(valid15){if(data25.chat!==void 0){let data35=data25.
chat,_errs82=errors;if(typeof data35!="string")return validate32.errors=[],!1;if(!(data35==="enabled"||data35==="disabled"))return validate32.errors=[],!1;var valid15=_errs82===
errors}else var valid15=!0;if(valid15){if(data25.remoteReboot!==void 0){let data36=data25.remoteReboot,_errs84=errors;if(typeof data36!="string")return validate32.
errors=[],!1;if(!(data36==="enabled"||data36==="disabled"))return validate32.errors=[],!1;var valid15=_errs84===errors}else var valid15=!0;if(valid15)if(data25.
systemTools!==void 0){let data37=data25.systemTools,_errs86=errors;if(typeof data37!="string")return validate32.errors=[],!1;if(!(data37==="enabled"||data37==="\
disabled"))return validate32.errors=[],!1;var valid15=_errs86===errors}else var valid15=!0}}}}}}}}}}}}}else return validate32.errors=[],!1;var valid14=_errs61===
errors}else var valid14=!0;if(valid14)if(data23.settings!==void 0){let data38=data23.settings,_errs88=errors;if(errors===_errs88)if(data38&&typeof data38=="obje\
ct"&&!Array.isArray(data38)){if(Object.keys(data38).length<1)return validate32.errors=[],!1;{let _errs90=errors;for(let key11 in data38)if(!(key11==="general"||
key11==="session"||key11==="security"||key11==="bandwidth")){return validate32.errors=[],!1;break}if(_errs90===errors){if(data38.general!==void 0){let data39=data38.
general,_errs91=errors;if(errors===_errs91)if(data39&&typeof data39=="object"&&!Array.isArray(data39)){if(Object.keys(data39).length<1)return validate32.errors=
[],!1;{let _errs93=errors;for(let key12 in data39)if(!(key12==="computerName"||key12==="autoLaunch"||key12==="autoUpdate"||key12==="hideTrayIcon"||key12==="dire\
ctConnection"||key12==="proxy"||key12==="engine")){return validate32.errors=[],!1;break}if(_errs93===errors){if(data39.computerName!==void 0){let data40=data39.
computerName,_errs94=errors;if(errors===_errs94)if(typeof data40=="string"){if(func1(data40)>64)return validate32.errors=[],!1;if(func1(data40)<1)return validate32.
errors=[],!1}else return validate32.errors=[],!1;var valid17=_errs94===errors}else var valid17=!0;if(valid17){if(data39.autoLaunch!==void 0){let _errs96=errors;
if(typeof data39.autoLaunch!="boolean")return validate32.errors=[],!1;var valid17=_errs96===errors}else var valid17=!0;if(valid17){if(data39.autoUpdate!==void 0){
let _errs98=errors;if(typeof data39.autoUpdate!="boolean")return validate32.errors=[],!1;var valid17=_errs98===errors}else var valid17=!0;if(valid17){if(data39.
hideTrayIcon!==void 0){let _errs100=errors;if(typeof data39.hideTrayIcon!="boolean")return validate32.errors=[],!1;var valid17=_errs100===errors}else var valid17=!0;
if(valid17){if(data39.directConnection!==void 0){let _errs102=errors;if(typeof data39.directConnection!="boolean")return validate32.errors=[],!1;var valid17=_errs102===
errors}else var valid17=!0;if(valid17){if(data39.proxy!==void 0){let data45=data39.proxy,_errs104=errors;if(errors===_errs104)if(data45&&typeof data45=="object"&&
!Array.isArray(data45)){let _errs106=errors;for(let key13 in data45)if(!(key13==="mode"||key13==="url")){return validate32.errors=[],!1;break}if(_errs106===errors){
if(data45.mode!==void 0){let data46=data45.mode,_errs107=errors;if(typeof data46!="string")return validate32.errors=[],!1;if(!(data46==="auto"||data46==="manual"))
return validate32.errors=[],!1;var valid18=_errs107===errors}else var valid18=!0;if(valid18)if(data45.url!==void 0){let data47=data45.url,_errs109=errors;if(errors===
_errs109)if(typeof data47=="string"){if(func1(data47)>270)return validate32.errors=[],!1;if(!pattern83.test(data47))return validate32.errors=[],!1}else return validate32.
errors=[],!1;var valid18=_errs109===errors}else var valid18=!0}}else return validate32.errors=[],!1;var valid17=_errs104===errors}else var valid17=!0;if(valid17)
if(data39.engine!==void 0){let data48=data39.engine,_errs111=errors;if(typeof data48!="string")return validate32.errors=[],!1;if(!(data48==="webrtc"||data48==="\
splashtop-streamer"))return validate32.errors=[],!1;var valid17=_errs111===errors}else var valid17=!0}}}}}}}}else return validate32.errors=[],!1;var valid16=_errs91===
errors}else var valid16=!0;if(valid16){if(data38.session!==void 0){let data49=data38.session,_errs113=errors;if(errors===_errs113)if(data49&&typeof data49=="obj\
ect"&&!Array.isArray(data49)){if(Object.keys(data49).length<1)return validate32.errors=[],!1;{let _errs115=errors;for(let key14 in data49)if(!(key14==="sound"||
key14==="idleTimeoutMinutes"||key14==="maxSessionMinutes"||key14==="indicator"||key14==="watermark"||key14==="keyboardLayoutSync")){return validate32.errors=[],
!1;break}if(_errs115===errors){if(data49.sound!==void 0){let data50=data49.sound,_errs116=errors;if(typeof data50!="string")return validate32.errors=[],!1;if(!(data50===
"thisComputer"||data50==="remote"||data50==="both"||data50==="off"))return validate32.errors=[],!1;var valid19=_errs116===errors}else var valid19=!0;if(valid19){
if(data49.idleTimeoutMinutes!==void 0){let data51=data49.idleTimeoutMinutes,_errs118=errors;if(!(typeof data51=="number"&&!(data51%1)&&!isNaN(data51)&&isFinite(
data51)))return validate32.errors=[],!1;if(errors===_errs118&&typeof data51=="number"&&isFinite(data51)){if(data51>9999||isNaN(data51))return validate32.errors=
[],!1;if(data51<0||isNaN(data51))return validate32.errors=[],!1}var valid19=_errs118===errors}else var valid19=!0;if(valid19){if(data49.maxSessionMinutes!==void 0){
let data52=data49.maxSessionMinutes,_errs120=errors;if(!(typeof data52=="number"&&!(data52%1)&&!isNaN(data52)&&isFinite(data52)))return validate32.errors=[],!1;
if(errors===_errs120&&typeof data52=="number"&&isFinite(data52)){if(data52>525600||isNaN(data52))return validate32.errors=[],!1;if(data52<0||isNaN(data52))return validate32.
errors=[],!1}var valid19=_errs120===errors}else var valid19=!0;if(valid19){if(data49.indicator!==void 0){let data53=data49.indicator,_errs122=errors;if(errors===
_errs122)if(data53&&typeof data53=="object"&&!Array.isArray(data53)){let _errs124=errors;for(let key15 in data53)if(!(key15==="mode"||key15==="text")){return validate32.
errors=[],!1;break}if(_errs124===errors){if(data53.mode!==void 0){let data54=data53.mode,_errs125=errors;if(typeof data54!="string")return validate32.errors=[],
!1;if(!(data54==="none"||data54==="popup"||data54==="banner"||data54==="both"))return validate32.errors=[],!1;var valid20=_errs125===errors}else var valid20=!0;
if(valid20)if(data53.text!==void 0){let data55=data53.text,_errs127=errors;if(errors===_errs127)if(typeof data55=="string"){if(func1(data55)>256)return validate32.
errors=[],!1}else return validate32.errors=[],!1;var valid20=_errs127===errors}else var valid20=!0}}else return validate32.errors=[],!1;var valid19=_errs122===errors}else
var valid19=!0;if(valid19){if(data49.watermark!==void 0){let data56=data49.watermark,_errs129=errors;if(errors===_errs129)if(data56&&typeof data56=="object"&&!Array.
isArray(data56)){let _errs131=errors;for(let key16 in data56)if(!(key16==="enabled"||key16==="text")){return validate32.errors=[],!1;break}if(_errs131===errors){
if(data56.enabled!==void 0){let _errs132=errors;if(typeof data56.enabled!="boolean")return validate32.errors=[],!1;var valid21=_errs132===errors}else var valid21=!0;
if(valid21)if(data56.text!==void 0){let data58=data56.text,_errs134=errors;if(errors===_errs134)if(typeof data58=="string"){if(func1(data58)>256)return validate32.
errors=[],!1}else return validate32.errors=[],!1;var valid21=_errs134===errors}else var valid21=!0}}else return validate32.errors=[],!1;var valid19=_errs129===errors}else
var valid19=!0;if(valid19)if(data49.keyboardLayoutSync!==void 0){let _errs136=errors;if(typeof data49.keyboardLayoutSync!="boolean")return validate32.errors=[],
!1;var valid19=_errs136===errors}else var valid19=!0}}}}}}}else return validate32.errors=[],!1;var valid16=_errs113===errors}else var valid16=!0;if(valid16){if(data38.
security!==void 0){let data60=data38.security,_errs138=errors;if(errors===_errs138)if(data60&&typeof data60=="object"&&!Array.isArray(data60)){if(Object.keys(data60).
length<1)return validate32.errors=[],!1;{let _errs140=errors;for(let key17 in data60)if(!func7.call(schema43.properties.spec.properties.expect.properties.settings.
properties.security.properties,key17)){return validate32.errors=[],!1;break}if(_errs140===errors){if(data60.additionalPassword!==void 0){let data61=data60.additionalPassword,
_errs141=errors;if(errors===_errs141)if(data61&&typeof data61=="object"&&!Array.isArray(data61)){let _errs143=errors;for(let key18 in data61)if(key18!=="mode"){
return validate32.errors=[],!1;break}if(_errs143===errors&&data61.mode!==void 0){let data62=data61.mode;if(typeof data62!="string")return validate32.errors=[],!1;
if(!(data62==="none"||data62==="securityCode"||data62==="osLogin"))return validate32.errors=[],!1}}else return validate32.errors=[],!1;var valid22=_errs141===errors}else
var valid22=!0;if(valid22){if(data60.requestPermission!==void 0){let data63=data60.requestPermission,_errs146=errors;if(errors===_errs146)if(data63&&typeof data63==
"object"&&!Array.isArray(data63)){let _errs148=errors;for(let key19 in data63)if(!(key19==="mode"||key19==="timeoutSeconds")){return validate32.errors=[],!1;break}
if(_errs148===errors){if(data63.mode!==void 0){let data64=data63.mode,_errs149=errors;if(typeof data64!="string")return validate32.errors=[],!1;if(!(data64==="o\
ff"||data64==="rejectOnTimeout"||data64==="allowOnTimeout"||data64==="rejectOnTimeoutAllowAtLogin"))return validate32.errors=[],!1;var valid24=_errs149===errors}else
var valid24=!0;if(valid24)if(data63.timeoutSeconds!==void 0){let data65=data63.timeoutSeconds,_errs151=errors;if(!(typeof data65=="number"&&!(data65%1)&&!isNaN(
data65)&&isFinite(data65)))return validate32.errors=[],!1;if(errors===_errs151&&typeof data65=="number"&&isFinite(data65)){if(data65>300||isNaN(data65))return validate32.
errors=[],!1;if(data65<5||isNaN(data65))return validate32.errors=[],!1}var valid24=_errs151===errors}else var valid24=!0}}else return validate32.errors=[],!1;var valid22=_errs146===
errors}else var valid22=!0;if(valid22){if(data60.staleness!==void 0){let data66=data60.staleness,_errs153=errors;if(errors===_errs153)if(data66&&typeof data66==
"object"&&!Array.isArray(data66)){let _errs155=errors;for(let key20 in data66)if(!(key20==="mode"||key20==="graceSeconds")){return validate32.errors=[],!1;break}
if(_errs155===errors){if(data66.mode!==void 0){let data67=data66.mode,_errs156=errors;if(typeof data67!="string")return validate32.errors=[],!1;if(!(data67==="b\
estEffort"||data67==="strict"))return validate32.errors=[],!1;var valid25=_errs156===errors}else var valid25=!0;if(valid25)if(data66.graceSeconds!==void 0){let data68=data66.
graceSeconds,_errs158=errors;if(!(typeof data68=="number"&&!(data68%1)&&!isNaN(data68)&&isFinite(data68)))return validate32.errors=[],!1;if(errors===_errs158&&typeof data68==
"number"&&isFinite(data68)){if(data68>604800||isNaN(data68))return validate32.errors=[],!1;if(data68<30||isNaN(data68))return validate32.errors=[],!1}var valid25=_errs158===
errors}else var valid25=!0}}else return validate32.errors=[],!1;var valid22=_errs153===errors}else var valid22=!0;if(valid22){if(data60.lockScreenOnConnect!==void 0){
let _errs160=errors;if(typeof data60.lockScreenOnConnect!="boolean")return validate32.errors=[],!1;var valid22=_errs160===errors}else var valid22=!0;if(valid22){
if(data60.lockScreenOnDisconnect!==void 0){let _errs162=errors;if(typeof data60.lockScreenOnDisconnect!="boolean")return validate32.errors=[],!1;var valid22=_errs162===
errors}else var valid22=!0;if(valid22){if(data60.logoffOnDisconnect!==void 0){let data71=data60.logoffOnDisconnect,_errs164=errors;if(errors===_errs164)if(data71&&
typeof data71=="object"&&!Array.isArray(data71)){let _errs166=errors;for(let key21 in data71)if(!(key21==="enabled"||key21==="afterSeconds")){return validate32.
errors=[],!1;break}if(_errs166===errors){if(data71.enabled!==void 0){let _errs167=errors;if(typeof data71.enabled!="boolean")return validate32.errors=[],!1;var valid26=_errs167===
errors}else var valid26=!0;if(valid26)if(data71.afterSeconds!==void 0){let data73=data71.afterSeconds,_errs169=errors;if(!(typeof data73=="number"&&!(data73%1)&&
!isNaN(data73)&&isFinite(data73)))return validate32.errors=[],!1;if(errors===_errs169&&typeof data73=="number"&&isFinite(data73)){if(data73>86400||isNaN(data73))
return validate32.errors=[],!1;if(data73<0||isNaN(data73))return validate32.errors=[],!1}var valid26=_errs169===errors}else var valid26=!0}}else return validate32.
errors=[],!1;var valid22=_errs164===errors}else var valid22=!0;if(valid22){if(data60.blankScreen!==void 0){let _errs171=errors;if(typeof data60.blankScreen!="bo\
olean")return validate32.errors=[],!1;var valid22=_errs171===errors}else var valid22=!0;if(valid22){if(data60.lockInput!==void 0){let _errs173=errors;if(typeof data60.
lockInput!="boolean")return validate32.errors=[],!1;var valid22=_errs173===errors}else var valid22=!0;if(valid22){if(data60.copyPaste!==void 0){let data76=data60.
copyPaste,_errs175=errors;if(typeof data76!="string")return validate32.errors=[],!1;if(!(data76==="enabled"||data76==="toComputerOnly"||data76==="fromComputerOn\
ly"||data76==="disabled"))return validate32.errors=[],!1;var valid22=_errs175===errors}else var valid22=!0;if(valid22){if(data60.fileTransfer!==void 0){let data77=data60.
fileTransfer,_errs177=errors;if(typeof data77!="string")return validate32.errors=[],!1;if(!(data77==="enabled"||data77==="toComputerOnly"||data77==="fromCompute\
rOnly"||data77==="disabled"))return validate32.errors=[],!1;var valid22=_errs177===errors}else var valid22=!0;if(valid22){if(data60.remotePrint!==void 0){let _errs179=errors;
if(typeof data60.remotePrint!="boolean")return validate32.errors=[],!1;var valid22=_errs179===errors}else var valid22=!0;if(valid22){if(data60.remoteControl!==void 0){
let _errs181=errors;if(typeof data60.remoteControl!="boolean")return validate32.errors=[],!1;var valid22=_errs181===errors}else var valid22=!0;if(valid22)if(data60.
sessionRecording!==void 0){let data80=data60.sessionRecording,_errs183=errors;if(errors===_errs183)if(data80&&typeof data80=="object"&&!Array.isArray(data80)){let _errs185=errors;
for(let key22 in data80)if(!(key22==="enabled"||key22==="required")){return validate32.errors=[],!1;break}if(_errs185===errors){if(data80.enabled!==void 0){let _errs186=errors;
if(typeof data80.enabled!="boolean")return validate32.errors=[],!1;var valid27=_errs186===errors}else var valid27=!0;if(valid27)if(data80.required!==void 0){let _errs188=errors;
if(typeof data80.required!="boolean")return validate32.errors=[],!1;var valid27=_errs188===errors}else var valid27=!0}}else return validate32.errors=[],!1;var valid22=_errs183===
errors}else var valid22=!0}}}}}}}}}}}}}}else return validate32.errors=[],!1;var valid16=_errs138===errors}else var valid16=!0;if(valid16)if(data38.bandwidth!==void 0){
let data83=data38.bandwidth,_errs190=errors;if(errors===_errs190)if(data83&&typeof data83=="object"&&!Array.isArray(data83)){if(Object.keys(data83).length<1)return validate32.
errors=[],!1;{let _errs192=errors;for(let key23 in data83)if(!(key23==="maxFrameRate"||key23==="maxBitrateKbps"||key23==="maxWidth"||key23==="maxHeight"||key23===
"quality"||key23==="codec")){return validate32.errors=[],!1;break}if(_errs192===errors){if(data83.maxFrameRate!==void 0){let data84=data83.maxFrameRate,_errs193=errors;
if(!(typeof data84=="number"&&!(data84%1)&&!isNaN(data84)&&isFinite(data84)))return validate32.errors=[],!1;if(errors===_errs193&&typeof data84=="number"&&isFinite(
data84)){if(data84>60||isNaN(data84))return validate32.errors=[],!1;if(data84<1||isNaN(data84))return validate32.errors=[],!1}var valid28=_errs193===errors}else
var valid28=!0;if(valid28){if(data83.maxBitrateKbps!==void 0){let data85=data83.maxBitrateKbps,_errs195=errors;if(!(typeof data85=="number"&&!(data85%1)&&!isNaN(
data85)&&isFinite(data85)))return validate32.errors=[],!1;if(errors===_errs195&&typeof data85=="number"&&isFinite(data85)){if(data85>1e6||isNaN(data85))return validate32.
errors=[],!1;if(data85<0||isNaN(data85))return validate32.errors=[],!1}var valid28=_errs195===errors}else var valid28=!0;if(valid28){if(data83.maxWidth!==void 0){
let data86=data83.maxWidth,_errs197=errors;if(!(typeof data86=="number"&&!(data86%1)&&!isNaN(data86)&&isFinite(data86)))return validate32.errors=[],!1;if(errors===
_errs197&&typeof data86=="number"&&isFinite(data86)){if(data86>16384||isNaN(data86))return validate32.errors=[],!1;if(data86<0||isNaN(data86))return validate32.
errors=[],!1}var valid28=_errs197===errors}else var valid28=!0;if(valid28){if(data83.maxHeight!==void 0){let data87=data83.maxHeight,_errs199=errors;if(!(typeof data87==
"number"&&!(data87%1)&&!isNaN(data87)&&isFinite(data87)))return validate32.errors=[],!1;if(errors===_errs199&&typeof data87=="number"&&isFinite(data87)){if(data87>
16384||isNaN(data87))return validate32.errors=[],!1;if(data87<0||isNaN(data87))return validate32.errors=[],!1}var valid28=_errs199===errors}else var valid28=!0;
if(valid28){if(data83.quality!==void 0){let data88=data83.quality,_errs201=errors;if(typeof data88!="string")return validate32.errors=[],!1;if(!(data88==="speed"||
data88==="balanced"||data88==="sharpness"))return validate32.errors=[],!1;var valid28=_errs201===errors}else var valid28=!0;if(valid28)if(data83.codec!==void 0){
let data89=data83.codec,_errs203=errors;if(typeof data89!="string")return validate32.errors=[],!1;if(!(data89==="h264"||data89==="vp8"||data89==="av1"))return validate32.
errors=[],!1;var valid28=_errs203===errors}else var valid28=!0}}}}}}}else return validate32.errors=[],!1;var valid16=_errs190===errors}else var valid16=!0}}}}}else
return validate32.errors=[],!1;var valid14=_errs88===errors}else var valid14=!0}}}}else return validate32.errors=[],!1;var valid6=_errs56===errors}else var valid6=!0}}}}}else
return validate32.errors=[],!1;var valid0=_errs25===errors}else var valid0=!0}}}}else return validate32.errors=[],!1;return validate32.errors=vErrors,errors===0}
validate32.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};export{AccessPermission,AccessTest,Computer,DeploymentPackage,GranularControl,Group,PreferencePolicy,Role,Schedule,ScheduledResource,SsoMethod,Team,User};
